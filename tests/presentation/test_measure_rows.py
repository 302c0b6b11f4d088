from types import SimpleNamespace
from typing import cast

import pandas as pd

from dashboard.engine import kpis
from dashboard.presentation import measure_rows
from dashboard.presentation.tiles import Tile


def tile(kpi_id: str, value: str, cases: int = 30) -> Tile:
    kpi = kpis.find(kpi_id)
    told = {"kpi": kpi, "value": value, "cases": cases, "facts": "W45 · 9 of 30", "pill": "Ordinary variation"}
    return cast("Tile", SimpleNamespace(**told, context=":blue[━] target ≥ 70% · ◇ Ipsos 25%, indicative"))


def test_families_come_in_the_order_asked_for() -> None:
    found = measure_rows.of_families(("promises", "apology"), ["apology_rate"])
    families = [kpis.find(kpi_id).family for kpi_id in found]
    assert families == sorted(families, key=("promises", "apology").index)
    assert "promise_kept" in found
    assert "apology_rate" not in found


def test_a_median_that_nobody_reached_is_an_answer_and_no_case_is_none() -> None:
    rows = measure_rows.table(
        [tile("time_to_apology", "—"), tile("time_to_apology", "—", 0), tile("deadline_met", "83%")]
    )
    assert rows["value"].tolist() == ["not reached", "—", "83%"]
    assert rows["context"].iloc[0] == "target ≥ 70% · Ipsos 25%, indicative"


def test_facts_are_one_row_each() -> None:
    told = pd.DataFrame({"label": ["At least"], "value": [0.03], "unit": ["percent"], "n": [2638.0], "note": [None]})
    (row,) = measure_rows.facts([(tile("resolution_gap", "10%"), told)], "EUR").to_dict("records")
    assert row == {"name": "Resolution gap", "fact": "At least", "value": "3%", "base": "n 2,638", "note": ""}


def test_context_figures_keep_their_decimals_and_their_caveat() -> None:
    told = " ".join(measure_rows.context(["handled_well", "high_effort_share"]))
    assert "54.4%" in told
    assert "46%" in told
    assert told.count("context only") >= 3
