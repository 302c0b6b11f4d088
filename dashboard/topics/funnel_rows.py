"""Teams or agents beside each other as a page shows them: names, roles and words for the funnel plot and its table."""

from collections.abc import Iterator, Mapping
from html import escape

import pandas as pd

from dashboard.engine.kpis import Kpi
from dashboard.presentation import breakdowns, formats

TABLE_COLUMNS = ("name", "base", "value", "standardised", "place")

_PLACES = {"inside": "within chance", "beyond_95": "outside 95%", "beyond_998": "outside 99.8%"}


def units(compared: pd.DataFrame, kpi: Kpi, column: str, labels: Mapping[str, str]) -> pd.DataFrame:
    """The units of `unit_comparison.compare` with the columns of `charts.funnel.COLUMNS` and `TABLE_COLUMNS`.

    `labels` maps the values of the column to their names in the filters. Shares are 0 to 1.
    """
    names = [breakdowns.label(column, unit, dict(labels)) for unit in compared["unit"]]
    is_above = compared["standardised"] > compared["overall"]
    return compared.assign(
        name=names,
        key=[name if name in labels.values() else "" for name in names],
        is_above=is_above,
        role=[_role(row, kpi.better, is_up=up) for row, up in zip(compared.to_dict("records"), is_above, strict=True)],
        base=[f"{formats.count(n)} of {formats.count(d)}" for n, d in _parts(compared)],
        hover=[_hover(name, row) for name, row in zip(names, compared.to_dict("records"), strict=True)],
        place=[_place(row, kpi.min_n) for row in compared.to_dict("records")],
    )


def _parts(compared: pd.DataFrame) -> Iterator[tuple[float, float]]:
    return zip(compared["numerator"], compared["denominator"], strict=True)


def _role(row: Mapping[object, object], better: str, *, is_up: bool) -> str:
    if row["place"] != "beyond_998" or not row["is_judged"]:
        return "inside"
    return "change" if better == "neutral" else "better" if is_up == (better == "up") else "worse"


def _place(row: Mapping[object, object], min_n: int) -> str:
    return _PLACES[str(row["place"])] if row["is_judged"] else f"below {min_n} cases"


def _hover(name: str, row: Mapping[object, float]) -> str:
    lines = [
        f"<b>{escape(name, quote=False)}</b>",
        f"{formats.percent(row['standardised'])} with the mix of cases taken out",
        f"{formats.percent(row['value'])} as it is, {formats.count(row['numerator'])} of "
        f"{formats.count(row['denominator'])}",
        f"{formats.percent(row['expected'])} expected from its causes and severities",
    ]
    return "<br>".join(lines)


def takeaway(rows: pd.DataFrame, kind: str) -> str:
    """What the funnel says, in one short sentence; `kind` is "teams" or "agents"."""
    names = rows.loc[rows["role"] != "inside", "name"].tolist()
    if not names:
        return f"No: all {kind} lie within what chance explains."
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return f"Yes, outside 99.8%: {', '.join(names[:2])}{more}."
