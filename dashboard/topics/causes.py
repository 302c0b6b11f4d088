"""Causes of the complaints and whose they are: bars, a table and the answer, from the panels of the Incidents page.

A cause's owner is us, the customer or a third party; NULL is unknown and never counted as anybody's. Shares of owners
are shares of the known ones.
"""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from dashboard import contracts
from dashboard.presentation import formats, names, records
from dashboard.stats import intervals

OTHER_IS_LARGE = 0.15
"""Above this share of “other” the list of causes hides too much."""

MEASURES: Mapping[str, str] = MappingProxyType({"incidents": "Complaints", "cost": "Cost", "losses": "Customers lost"})
"""By what the causes can be ranked: column -> its name on the page and in the link."""

_OWNERS = ("us", "customer", "third")
_UNNAMED = "Not recorded"


def merged(owners: pd.DataFrame, costs: pd.DataFrame | None, losses: pd.DataFrame | None) -> pd.DataFrame:
    """One row per cause: cause (code, "" = none), incidents, us, customer, third, unknown, cost, losses.

    `owners`, `costs` and `losses` are the rows of the panels; without `costs` or `losses` that column is missing (NaN).
    """
    wide = owners.assign(cause=owners["cause"].fillna(""), owner=owners["cause_owner"].fillna("unknown")).pivot_table(
        "count_incidents", "cause", "owner", "sum", fill_value=0
    )
    wide = wide.reindex(columns=[*_OWNERS, "unknown"], fill_value=0).astype(int)
    wide.insert(0, "incidents", wide.sum(axis="columns"))
    found = wide.reset_index()
    for name, frame, column in (("cost", costs, "cost"), ("losses", losses, "count_losses")):
        found[name] = found["cause"].map(_by_cause(frame, column)) if frame is not None else float("nan")
        if frame is not None and name == "losses":
            found[name] = found[name].fillna(0)
    return found.rename_axis(columns=None)


def _by_cause(frame: pd.DataFrame, column: str) -> dict[str, float]:
    return dict(zip(frame["cause"].fillna(""), frame[column].astype(float), strict=True))


def label(cause: str, *, is_detail: bool) -> str:
    """The readable name of a cause or of its detail."""
    if not cause:
        return _UNNAMED
    if not is_detail:
        return names.of("cause_code", cause)
    found = {code.code: code.labels["en"] for code in contracts.code_list("cause_sub")}.get(cause, cause)
    return found[:1].upper() + found[1:]


def bars(found: pd.DataFrame, measure: str, *, is_detail: bool, currency: str) -> pd.DataFrame:
    """The bars of `charts.pareto`, the longest first; the causes that nobody recorded stand last."""
    rows = found[found[measure].fillna(0) > 0].assign(is_named=~found["cause"].isin(["", "unknown"]))
    rows = rows.sort_values(["is_named", measure], ascending=False)
    known = rows[list(_OWNERS)].sum(axis="columns")
    share = (rows["us"] / known.where(known > 0)).astype(float)
    texts = [formats.money(value, currency) if measure == "cost" else formats.count(value) for value in rows[measure]]
    return pd.DataFrame(
        {
            "code": [cause or "" for cause in records.column(rows, "cause")],
            "label": [label(cause, is_detail=is_detail) for cause in records.column(rows, "cause")],
            "value": rows[measure].astype(float),
            "ours": rows[measure] * share.fillna(0) if measure == "incidents" else 0.0,
            "text": texts,
            "note": ["" if pd.isna(one) else f"{formats.percent(one)} ours" for one in share],
            "role": ["plain" if named else "unknown" for named in rows["is_named"]],
            "hover": _hovers(rows, is_detail=is_detail, currency=currency),
        }
    ).reset_index(drop=True)


def _hovers(rows: pd.DataFrame, *, is_detail: bool, currency: str) -> list[str]:
    texts = []
    for row in records.of(rows):
        parts = [
            f"<b>{label(row['cause'], is_detail=is_detail)}</b>",
            formats.plural(int(row["incidents"]), "complaint"),
        ]
        parts.append(
            f"ours {row['us']:,}, customer's {row['customer']:,}, third party's {row['third']:,}, "
            f"unknown {row['unknown']:,}"
        )
        if row["cost"] is not None:
            parts.append(f"handling cost {formats.money(row['cost'], currency)}")
        if row["losses"] is not None:
            parts.append(f"{formats.plural(int(row['losses']), 'customer')} lost")
        texts.append("<br>".join(parts))
    return texts


def table(found: pd.DataFrame, *, is_detail: bool) -> pd.DataFrame:
    """The same as a table, the commonest first; a column that the loaded data cannot fill is left out."""
    rows = found.sort_values("incidents", ascending=False, ignore_index=True)
    shown = pd.DataFrame(
        {
            "Cause": [label(cause, is_detail=is_detail) for cause in records.column(rows, "cause")],
            "Complaints": rows["incidents"],
            "Ours": rows["us"],
            "Customer's": rows["customer"],
            "Third party's": rows["third"],
            "Owner unknown": rows["unknown"],
            "Handling cost": rows["cost"].astype(float).round(),
            "Customers lost": rows["losses"],
        }
    )
    return shown.dropna(axis="columns", how="all")


def answer(found: pd.DataFrame) -> str:
    """What the bars say in a few words: the first cause, and how much is ours."""
    total, us = int(found["incidents"].sum()), int(found["us"].sum())
    known = int(found[list(_OWNERS)].to_numpy().sum())
    if not total:
        return "No complaint in these weeks."
    if not known:
        return f"{formats.plural(total, 'complaint')}; whose cause it was is not recorded."
    limits = intervals.wilson(us, known)
    between = formats.interval(float(limits.low), float(limits.high), "percent")
    unknown = f", {total - known:,} unknown" if total > known else ""
    return f"{formats.percent(us / known)} are ours ({us:,} of {known:,}, {between}{unknown})."


def hidden_causes(found: pd.DataFrame) -> str | None:
    """A notice when “other” takes too large a share of the causes that are known."""
    known = found[[cause not in ("", "unknown") for cause in records.column(found, "cause")]]
    other = int(known.loc[known["cause"] == "other", "incidents"].sum())
    total = int(known["incidents"].sum())
    if not total or other <= OTHER_IS_LARGE * total:
        return None
    return (
        f"“Other” is {formats.percent(other / total)} of the known causes ({other:,} of {total:,}). Above 15% the list "
        "hides a cause of its own: read a few of them and give it a name."
    )


def by_part(rows: pd.DataFrame, labels: Mapping[str, str], min_n: int) -> pd.DataFrame:
    """Owners by segment, channel or seller: one row per part with the share that is ours, its base and its interval.

    `rows` are those of the panel `owners_by`; shares are 0 to 100.
    """
    known = rows[["count_us", "count_customer", "count_third"]].sum(axis="columns")
    limits = intervals.wilson(rows["count_us"].to_numpy(float), known.to_numpy(float))
    base = known.where(known > 0)
    return pd.DataFrame(
        {
            "name": [labels.get(part or "", part) or "None" for part in records.column(rows, "part")],
            "ours": rows["count_us"] / base * 100,
            "base": [f"{us:,} of {whole:,}" for us, whole in zip(rows["count_us"], known, strict=True)],
            "interval": [
                formats.interval(low, high, "percent").removeprefix("95% ")
                for low, high in zip(limits.low, limits.high, strict=True)
            ],
            "customer": rows["count_customer"] / base * 100,
            "third": rows["count_third"] / base * 100,
            "unknown": rows["count_unknown"],
            "note": [f"n < {min_n}" if whole < min_n else "" for whole in known],
        }
    )
