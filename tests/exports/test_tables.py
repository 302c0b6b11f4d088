"""Tables and charts of a page as exports: what is shown under the headings that are shown, and nobody's name."""

from datetime import date

import pandas as pd
import pytest

from dashboard.engine.filters import Filters
from dashboard.exports import tables
from dashboard.exports.tables import Shown
from dashboard.presentation.panels import Choices
from dashboard.presentation.selection import Selection
from tests.exports.exporting import VERSION

CHOSEN = Selection(
    Choices(VERSION, {}, date(2026, 1, 5), date(2026, 3, 2), (), {}, {}),
    Filters.of({"team_id": ["t1"]}),
    date(2026, 1, 5),
    date(2026, 3, 2),
    chosen=(("Team", ("North",)),),
)
FRAME = pd.DataFrame(
    {
        "customer": ["Kovács Kft.", "Łódź S.A."],
        "customer_id": ["c1", "c2"],
        "value": [0.1 + 0.2, 50.0],
        "cases": [3, 30],
        "hover": ["x", "y"],
    }
)
ORDER = ("customer", "value", "cases")
SHOWN = Shown("losers", "Who costs more", FRAME, {"customer": "Customer"}, {"value": "Share of all."}, ORDER)


def rows(shown: Shown, *kpi_ids: str, personal: bool = False) -> list[dict[str, object]]:
    export = tables.export(shown, CHOSEN, kpi_ids, personal=personal)
    found: list[dict[str, object]] = export.rows.reader().read_all().to_pylist()
    return found


def test_names_stay_here_and_numbers_of_customers_take_their_place() -> None:
    export = tables.export(SHOWN, CHOSEN)
    assert (export.personal, export.has_personal) == (("Customer",), False)
    assert rows(SHOWN)[0] == {"customer_id": "c1", "value": 0.3, "cases": 3}
    with_names = tables.export(SHOWN, CHOSEN, personal=True)
    assert with_names.has_personal
    assert rows(SHOWN, personal=True)[1] == {"Customer": "Łódź S.A.", "value": 50.0, "cases": 30}


def test_it_says_what_it_is() -> None:
    export = tables.export(SHOWN, CHOSEN, ["apology_rate"], ["select 1"], link="http://x", settings={"rate": "40"})
    document = export.about.document()
    assert export.name == "sample-company-invented-data-losers"
    assert (document["title"], document["filters"]) == ("Who costs more", "team North, W02–W10")
    assert (document["weeks"], document["rows"]) == ("2026-W02 to 2026-W10", 2)
    assert document["settings"] == {"rate": "40"}
    assert ("value", "Share of all.") in export.about.columns
    assert ("Setting in force", "rate: 40") in export.about.lines()


@pytest.mark.parametrize(
    ("base", "hidden"), [([3, 30], True), (["2 of 4", "3 of 40"], True), (["0 of 0", "5 of 5"], False), ([0, 5], False)]
)
def test_values_of_few_survey_answers_are_empty(base: list[object], hidden: bool) -> None:
    frame = pd.DataFrame({"name": ["a", "b"], "value": [20.0, 30.0], "base": base, "95%": ["1–2%", "3–4%"]})
    found = rows(Shown("by", "By team", frame, {"value": "Value", "base": "Of"}), "handled_well")
    assert (found[0]["Value"], found[0]["95%"]) == ((None, None) if hidden else (20.0, "1–2%"))
    assert found[1] == {"name": "b", "Value": 30.0, "Of": base[1], "95%": "3–4%"}
    (first, _) = rows(Shown("by", "By team", frame), "apology_rate")
    assert first["value"] == 20.0


def test_headings_that_come_twice_and_columns_of_several_kinds() -> None:
    frame = pd.DataFrame({"a": [1, "x"], "b": [1.0, None], " ": ["▲", None]})
    found = rows(Shown("odd", "Odd", frame, {"a": "Same", "b": "Same"}))
    assert found == [{"Same": "1", "Same 2": 1.0, "Mark": "▲"}, {"Same": "x", "Same 2": None, "Mark": None}]
