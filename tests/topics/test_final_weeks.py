"""Final weeks that late data change: kept twice, and told where the number stands."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.engine import kpis
from dashboard.engine.filters import Filters
from dashboard.presentation import panels, restatements, tiles, written
from dashboard.state.database import State
from dashboard.state.place import read_url
from dashboard.state.published import PublishedWeek, Restatement
from dashboard.topics import final_weeks
from dashboard.warehouse.reader import Warehouse
from tests.golden import literal

FIRST = datetime(2026, 1, 5, 9)
AS_OF = datetime(2026, 2, 4)


def company(folder: Path, late: int) -> Warehouse:
    """Four weeks of ten incidents, in the third of them so many more that came late, as did a cost of January."""
    weeks = [10, 10, 10 + late, 10]
    rows = [
        literal.incident(
            f"{week}-{number}", FIRST + timedelta(weeks=week), cause_code="delivery_slip" if number else "mis_sold"
        )
        for week, count in enumerate(weeks)
        for number in range(count)
    ]
    months = [{"customer_id": "c-0-0", "month": "2026-01", "revenue": 1000, "cogs": 0}]
    costs = [{"customer_id": "c-0-0", "month": "2026-01", "cost_type": "delivery", "amount": 100 + late}]
    folder.mkdir()
    return literal.publish(folder, {"incidents": rows, "account_month": months, "account_cost": costs}, AS_OF)


def test_a_late_incident_restates_a_final_week(tmp_path: Path) -> None:
    state = State(read_url(f"sqlite:///{tmp_path / 'state.sqlite'}"))
    early, late = company(tmp_path / "early", 0), company(tmp_path / "late", 7)
    for warehouse, rows in ((early, 4), (early, 4), (late, 5)):
        assert final_weeks.keep(state, warehouse) is None
        with state.read() as session:
            told = session.all(PublishedWeek, kpi_id="incidents_opened")
        assert len([one for one in told if one.cases]) == rows
    choices = panels.choices(late, written.written(state))
    first, last = date(2026, 1, 5), date(2026, 1, 26)
    kpi = kpis.find("incidents_opened")
    assert restatements.lines(choices, kpi, Filters(), first, last) == ["W04 was 10, now 17: 7 late incidents"]
    week = date(2026, 1, 19)
    shown = tiles.tile(late, kpi.id, Filters(), week, week, choices)
    assert ("W04 was 10, now 17: 7 late incidents", "W04 was 10") in shown.asides
    filtered = Filters.of({"team_id": ["t1"]})
    assert restatements.lines(choices, kpi, filtered, first, last) == []
    shares = restatements.lines(choices, kpis.find("cause_share"), Filters(), first, last)
    assert sorted(shares) == [
        "Sold as more than it is in W04 was 10%, now 6%: 7 late incidents",
        "The provider slipped in W04 was 90%, now 94%: 7 late incidents",
    ]
    value = tiles.tile(late, "cost_ratio", Filters(), week, date(2026, 1, 26), choices)
    assert "Jan 2026 was 0.10" in [short for _, short in value.asides]
    (tmp_path / "state.sqlite").write_bytes(b"no database" * 100)
    problem = final_weeks.keep(State(state.url), early)  # the publish itself has worked
    assert problem is not None
    assert "were not kept" in problem


def test_large_sums_are_told_apart() -> None:
    pair = [
        PublishedWeek(at=AS_OF, kpi_id="revenue_at_risk", week=FIRST.date(), data_version="v", value=value, cases=9)
        for value in (1_240_312.5, 1_241_002.0)
    ]
    told = restatements.words(kpis.find("revenue_at_risk"), Restatement(*pair), "EUR")
    assert told == "W02 was 1,240,312.50, now 1,241,002.00: late facts about the same 9 cases"


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ((0.24, 50), (0.26, 57), "W31 was 24%, now 26%: 7 late incidents"),
        ((0.24, 50), (0.25, 51), "W31 was 24%, now 25%: 1 late incident"),
        ((0.241, 50), (0.243, 50), "W31 was 24.1%, now 24.3%: late facts about the same 50 incidents"),
        ((0.24, 50), (0.26, 48), "W31 was 24%, now 26%: 2 incidents fewer"),
        ((None, 0), (0.5, 2), "W31 was —, now 50%: 2 late incidents"),
        ((0.24, 50), (0.24, 100), "W31 was 24% (12 of 50), now 24% (24 of 100): 50 late incidents"),
        ((0.2400001, 50), (0.2400002, 51), "W31 was 24.00% (12 of 50), now 24.00% (12.2 of 51): 1 late incident"),
    ],
)
def test_in_words(was: tuple[float | None, int], now: tuple[float | None, int], told: str) -> None:
    monday = date(2026, 7, 27)
    pair = [
        PublishedWeek(
            at=AS_OF, kpi_id="apology_rate", week=monday, data_version="v", value=value, cases=cases,
            numerator=(value or 0) * cases, denominator=float(cases),
        )
        for value, cases in (was, now)
    ]  # fmt: skip
    assert restatements.words(kpis.find("apology_rate"), Restatement(*pair), "EUR") == told
