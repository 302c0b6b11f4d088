"""What stands below the tiles: decisions and stakes, from literal rows."""

from datetime import datetime

import pandas as pd
import pytest

from dashboard.engine import panel_rows
from dashboard.engine.filters import Filters
from dashboard.presentation import panels, tiles
from dashboard.presentation.panels import Choices
from dashboard.topics import decisions_needed, driver_words, drivers, stakes
from dashboard.warehouse.reader import Warehouse

AS_OF = datetime(2026, 11, 20, 17)


@pytest.fixture(scope="module")
def warehouse(changed_company: Warehouse) -> Warehouse:
    return changed_company


@pytest.fixture(scope="module")
def choices(warehouse: Warehouse) -> Choices:
    return panels.choices(warehouse)


def row(reason: str, **more: object) -> dict[str, object]:
    plain = {
        "decision": reason,
        "incident_id": "i1",
        "customer_id": "c1",
        "customer_name": "Borsa",
        "team_id": "t2",
        "as_of": AS_OF,
        "limit_at": datetime(2026, 11, 4, 17),
        "next_due_at": None,
        "unapproved_amount": None,
        "first_apology_at": None,
        "is_observed": True,
        "revenue": 64_200.0,
        "place": 1,
        "coming_due_at": None,
    }
    return plain | more


@pytest.mark.parametrize(
    ("asked", "what", "when"),
    [
        (row("due", coming_due_at=datetime(2026, 11, 21, 13)), "Promise due, not yet kept", "in 20 h"),
        (row("broken", next_due_at=datetime(2026, 11, 17, 17)), "Promise broken 3 d ago", "now"),
        (row("approval", unapproved_amount=1_800.0), "Offer of €1,800 to approve", "today"),
        (row("overdue"), "16 d past the limit, no apology", "overdue"),
        (row("overdue", is_observed=False), "16 d past the limit", "overdue"),
    ],
)
def test_each_kind_of_decision_in_words(choices: Choices, asked: dict[str, object], what: str, when: str) -> None:
    (one,) = decisions_needed.decisions([], pd.DataFrame([asked]), choices)
    assert (one.what, one.when, one.at_stake, one.who) == (what, when, 64_200.0, "Borsa")
    assert one.target == ("incident", "i1")


def test_unknown_revenue_stays_unknown_and_a_nameless_customer_has_an_id(choices: Choices) -> None:
    (one,) = decisions_needed.decisions([], pd.DataFrame([row("overdue", revenue=None, customer_name=None)]), choices)
    assert (one.at_stake, one.who) == (None, "c1")
    counts = {"count_due": 2, "count_approval": 0, "count_broken": 0, "count_overdue": 3}
    told = decisions_needed.answer([one], counts)
    assert told == "2 with a promise due in 24 h, 3 past their limit. Pick one to open it."
    assert decisions_needed.answer([], counts) == "Nothing that these data show."


def test_what_got_worse_stands_first_and_opens_its_page(warehouse: Warehouse, choices: Choices) -> None:
    filters = Filters.of({"team_id": ["t2"]})
    tile = tiles.tile(warehouse, "apology_rate", filters, choices.first_week, choices.last_week, choices)
    rows = panel_rows.panel(warehouse, "decisions", filters)
    found = decisions_needed.decisions([tile], rows, choices)
    assert found[0].target == ("kpi", "apology_rate")
    assert found[0].glyph == "▼"
    assert len(found) == min(1 + len(rows), decisions_needed.MOST)
    kinds = {one.glyph for one in found[1:]}
    assert len(kinds) == rows["decision"].nunique()
    assert set(rows["team_id"]) == {"t2"}
    assert rows.groupby("decision").size().max() <= 3


def test_the_driver_of_a_signal_adds_up_in_the_data_and_in_words(warehouse: Warehouse, choices: Choices) -> None:
    filters = Filters.of({"team_id": ["t2"]})
    tile = tiles.tile(warehouse, "apology_rate", filters, choices.first_week, choices.last_week, choices)
    periods = drivers.periods(tile)
    assert periods is not None
    found = drivers.driver(warehouse, tile.kpi, filters, "cause_code", *periods)
    assert found is not None
    assert found.mix + found.rate == pytest.approx(found.change)
    assert found.change < -0.1
    text = driver_words.words(tile, [found], choices)
    assert f"since {tile.trend.verdict.since}" in text if tile.trend else False
    assert text.endswith("Where it shows, not why.")
    assert driver_words.line(tile, [found], choices).count("; most in ") == 1


def test_small_causes_are_drawn_together_and_none_comes_last() -> None:
    at_risk = pd.DataFrame(
        {"cause_code": [f"x{n}" for n in range(8)] + [None], "numerator": [*range(80, 0, -10), 500.0]}
    )
    paid = pd.DataFrame({"cause_code": ["x0"], "numerator": [7.0]})
    rows = stakes.rows(at_risk, paid, {"x0": "<b>Mis-sold</b>", "": "No cause"}, "EUR")
    assert rows["label"].tolist() == [
        "&lt;b&gt;Mis-sold&lt;/b&gt;",
        "X1",
        "X2",
        "X3",
        "X4",
        "3 other causes",
        "No cause",
    ]
    assert rows["value"].sum() == at_risk["numerator"].sum()
    assert rows["role"].tolist() == ["emphasis", *["plain"] * 4, "neutral", "neutral"]
    assert (rows["key"].iloc[0], rows["key"].iloc[5]) == ("<b>Mis-sold</b>", "")
    assert stakes.answer(rows, "EUR") == "€860, 9% of it: <b>Mis-sold</b>."


def test_without_compensation_or_risk_the_bars_say_so() -> None:
    nothing = stakes.rows(pd.DataFrame({"cause_code": [], "numerator": []}), None, {}, "EUR")
    assert nothing.empty
    assert stakes.answer(nothing, "EUR") == "No revenue is at risk."
