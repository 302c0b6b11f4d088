"""What the page has shown in this run, so that each table and chart can be taken along, with what it was read from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts import marks
from dashboard.engine import kpis, panel_rows, statements, what_if
from dashboard.engine.filters import Filters
from dashboard.exports.tables import Shown

_KEY = "what the page has shown"


_NAMING = frozenset({"scatter", "timeline"})
"""Charts whose marks name customers or say what they wrote."""

_COMPLETE_ELSEWHERE = frozenset({"cases", "answer-rows"})
"""Tables that show their first rows and have a download of all of them beside them."""

Reading = tuple[str, str, Filters, tuple[str, ...]]
"""What was read: `kpi` or `panel`, its name, under which filters, by which columns."""


@dataclass
class Page:
    """The tables and charts of a page in the order in which they were drawn, and what its numbers were read from."""

    tables: dict[str, Shown] = field(default_factory=dict)
    figures: dict[str, tuple[str, Any]] = field(default_factory=dict)
    readings: dict[Reading, None] = field(default_factory=dict)


def begin() -> None:
    """Forget the page before; the entry script calls it before it draws a page."""
    st.session_state[_KEY] = Page()


def page() -> Page:
    """What has been shown so far."""
    found: Page = st.session_state.setdefault(_KEY, Page())
    return found


def table(
    key: str,
    label: str,
    frame: pd.DataFrame,
    columns: Mapping[str, Any] | None = None,
    order: Sequence[str] | None = None,
) -> None:
    """A table was drawn; `columns` configures them as `st.dataframe` does."""
    told = {str(name): column for name, column in (columns or {}).items() if isinstance(column, Mapping)}
    headings = {name: str(column["label"]) for name, column in told.items() if column.get("label")}
    helps = {name: str(column["help"]) for name, column in told.items() if column.get("help")}
    page().tables[key] = Shown(key, label, frame, headings, helps, order)


def figure(key: str, label: str, drawn: Any) -> None:
    """A chart was drawn."""
    page().figures[key] = (label, drawn)


def read_kpi(kpi_id: str, filters: Filters, by: Sequence[str] = ()) -> None:
    """A number of the page is of this measure."""
    page().readings["kpi", kpi_id, filters, tuple(by)] = None


def read_panel(name: str, filters: Filters) -> None:
    """A table or chart of the page is of this panel."""
    page().readings["panel", name, filters, ()] = None


def everything() -> list[Shown]:
    """Every table and chart with rows; a chart is the table of its marks."""
    charts = [
        Shown(
            key,
            f"Chart: {label}",
            marks.table(drawn),
            help=marks.MEANINGS,
            personal=frozenset({"What"} if key in _NAMING else ()),
        )
        for key, (label, drawn) in page().figures.items()
    ]
    shown = [one for key, one in page().tables.items() if key not in _COMPLETE_ELSEWHERE]
    return [one for one in [*shown, *charts] if len(one.frame)]


def kpi_ids() -> list[str]:
    """The measures that the page shows."""
    return list(dict.fromkeys(name for kind, name, _, _ in page().readings if kind == "kpi"))


def sql(version: str) -> list[str]:
    """The selects behind the numbers of the page, with the filters and what is tried out in place."""
    dials = what_if.split(version)[1]
    return list(dict.fromkeys(_select(reading, dials) for reading in page().readings))


def _select(reading: Reading, dials: Mapping[str, str]) -> str:
    kind, name, filters, by = reading
    if kind == "panel":
        text = what_if.panel(name, panel_rows.select(name), dials)
        return panel_rows.narrowed(text, filters, dials).sql("duckdb", pretty=True)
    return statements.sums(what_if.definition(kpis.find(name), dials), filters, by).sql("duckdb", pretty=True)
