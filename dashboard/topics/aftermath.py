"""What a customer brought by month around an incident, and what was lost and done: an association, never a cause."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard.presentation import formats, names, records

WINDOW = 6
"""Months before and after the month of opening that are compared."""


def months(rows: pd.DataFrame, around: date | None = None) -> pd.DataFrame:
    """The months of `charts.months`: the last two years, or `WINDOW` months on either side of the one `around` lies in.

    Columns: label, value (revenue; NaN = no row for the month), purchases, is_complete, is_marked. `rows` are those of
    the panel `customer_months`.
    """
    if rows.empty:
        return pd.DataFrame(columns=["label", "value", "purchases", "is_complete", "is_marked"])
    known = rows.set_index(pd.PeriodIndex(rows["month"], freq="M"))
    first, last = known.index.min(), known.index.max()
    if around is not None:
        middle = pd.Period(around, freq="M")
        first, last = max(first, middle - WINDOW), min(max(last, middle), middle + WINDOW)
    else:
        first = max(first, last - 23)
    axis = pd.period_range(first, last, freq="M")
    shown = known.reindex(axis)
    has_revenue = shown["has_revenue"].fillna(False).astype(bool)
    return pd.DataFrame(
        {
            "label": [formats.month(period.start_time.date()) for period in axis],
            "value": shown["revenue"].where(has_revenue).astype(float).to_numpy(),
            "purchases": shown["transactions"].astype(float).to_numpy(),
            "is_complete": shown["is_complete"].fillna(True).astype(bool).to_numpy(),
            "is_marked": [around is not None and period == pd.Period(around, freq="M") for period in axis],
        }
    )


def answer(found: pd.DataFrame, currency: str) -> str:
    """Revenue a month before and after the marked month, over its complete months; empty when one side is unknown."""
    if not found["is_marked"].any():
        return ""
    at = int(found["is_marked"].to_numpy().argmax())
    before = found.iloc[:at]
    after = found.iloc[at + 1 :]
    sides = [side[side["is_complete"]]["value"].dropna() for side in (before, after)]
    if any(side.empty for side in sides):
        return "Too early to compare before and after, or no revenue on record."
    texts = [
        f"{formats.money(float(side.mean()), currency)} a month {word} ({formats.plural(len(side), 'month')})"
        for side, word in zip(sides, ("before", "after"), strict=True)
    ]
    return f"{', '.join(texts)}. An association, no proof."


def losses(rows: pd.DataFrame) -> list[str]:
    """One sentence per loss: when, whole or partial, why, where to, and whether the customer came back."""
    return [_loss(group) for _, group in rows.groupby("loss_id", sort=False)]


def _loss(rows: pd.DataFrame) -> str:
    row = records.of(rows)[0]
    kinds = {"full": "Left", "partial": "Took part of the business away", "ended_by_us": "We ended the relation"}
    parts = [f"{kinds.get(row['kind'], 'Left')} on {_day(row['lost_on'])}"]
    reasons = [_reason(one) for one in records.of(rows) if one["reason_code"]]
    parts.append(f"reason: {', '.join(reasons)}" if reasons else "no reason recorded")
    if row["competitor"]:
        parts.append(f"went to {row['competitor']}")
    if row["loss_justified"]:
        parts.append(f"dissatisfaction {names.of('justified', row['loss_justified']).lower()}")
    if row["evidence_incident_id"]:
        parts.append(f"shown by {row['evidence_incident_id']}")
    if row["won_back_on"] is not None:
        parts.append(f"won back on {_day(row['won_back_on'])}")
    return f"{'; '.join(parts)}."


def _reason(row: dict[str, object]) -> str:
    weight = row["weight"]
    share = f" {formats.percent(float(str(weight)))}" if weight not in (None, 1) else ""
    source = " (inferred)" if row["reason_source"] == "inferred" else ""
    return f"{names.of('reason_code', str(row['reason_code']))}{share}{source}"


def _day(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%b %Y}"


def interventions(rows: pd.DataFrame, incident_ids: Sequence[str] | None, timezone: str) -> pd.DataFrame:
    """What was done to keep the customer as a table; `incident_ids` keeps what answers these incidents or none."""
    found = rows if incident_ids is None else rows[rows["incident_id"].isna() | rows["incident_id"].isin(incident_ids)]
    labels = names.labels("intervention")
    bearers = names.labels("cost_bearer")
    started = found["started_at"].dt.tz_localize("UTC").dt.tz_convert(timezone).dt.tz_localize(None)
    return (
        pd.DataFrame(
            {
                "Started": started.dt.date,
                "What": [labels.get(code, code) for code in records.column(found, "intervention")],
                "Incident": found["incident_id"],
                "Cost": found["cost"].astype(float).round(),
                "Paid by": [bearers.get(code, code) if code else None for code in records.column(found, "cost_bearer")],
            }
        )
        .reset_index(drop=True)
        .dropna(axis="columns", how="all")
    )
