"""What stands beside a KPI's number so that nobody misreads it: response rates, parts, bounds, the largest share.

The facts of a KPI are `queries/beside/<kpi>_facts.sql`, under the same filters as the number. What only statistics can
tell comes from `beside` in `dashboard/engine/shapes/<kpi>.py`, and from the curve of a time to an event.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import pandas as pd

from dashboard.engine import case_measures, measures, panel_rows, periods, what_if
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.engine.shapes import Fact
from dashboard.warehouse.reader import Warehouse

COLUMNS = ("label", "value", "unit", "n", "note")

_SHAPES = "dashboard.engine.shapes"


def facts(warehouse: Warehouse, kpi_id: str, filters: Filters = Filters()) -> pd.DataFrame:  # noqa: B008 - immutable
    """The facts beside a KPI over the weeks of the filters, in the order to be read; no rows when it has none.

    Columns: `label` (words), `value` and `unit` as those of a KPI (shares 0 to 1; NaN = not reached), `n` (cases behind
    it, never 0: a fact without a base is left out), `note` (a sentence where something needs attention, else None).

    Raises AmendsError for an unknown KPI or one whose needs are not met.
    """
    kpi = measures.available(warehouse, kpi_id)
    opened = measures.as_known(warehouse, kpi)
    asked = periods.last_only(opened, kpi, filters) if kpi.is_snapshot else filters
    queried = [_of_query(opened, path, asked) for path in kpi.beside]
    found = pd.concat([_of_cases(opened, kpi, asked), *queried], ignore_index=True)
    found["note"] = found["note"].astype("object").where(found["note"].notna(), None)
    return found[found["n"].fillna(0) > 0].reset_index(drop=True)


def _of_query(warehouse: Warehouse, path: Path, filters: Filters) -> pd.DataFrame:
    sql = what_if.panel(path.stem, path.read_text(encoding="utf-8"), warehouse.dials)
    statement = panel_rows.narrowed(sql, filters, warehouse.dials)
    found = panel_rows.run(warehouse, statement, {}).rename(columns={"count_cases": "n"})
    return found[list(COLUMNS)].astype({"value": "float64", "n": "float64", "note": "object"})


def _of_cases(warehouse: Warehouse, kpi: Kpi, filters: Filters) -> pd.DataFrame:
    name = f"{_SHAPES}.{kpi.id}"
    told = getattr(import_module(name), "beside", None) if find_spec(name) else None
    if told is None and kpi.shape != "time_to_event":
        return _frame(())
    cases = case_measures.counted(warehouse, kpi, filters)
    if cases.empty:
        return _frame(())
    later = case_measures.later(kpi, cases) if kpi.shape == "time_to_event" else ()
    return _frame([*later, *(cast("Callable[[pd.DataFrame], Iterable[Fact]]", told)(cases) if told else ())])


def _frame(found: Iterable[Fact]) -> pd.DataFrame:
    frame = pd.DataFrame([asdict(fact) for fact in found], columns=list(COLUMNS))
    return frame.astype({"value": "float64", "n": "float64", "note": "object"})
