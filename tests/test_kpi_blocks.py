"""What stands on a KPI's page beside its chart: notes, waits, units on a funnel."""

from datetime import date

import pandas as pd
import pytest

from dashboard.engine import kpis
from dashboard.presentation import definitions, notes
from dashboard.presentation.notes import Note
from dashboard.presentation.readings import Reading
from dashboard.topics import funnel_rows, waits

APOLOGY = kpis.find("apology_rate")


def reading(monday: date) -> Reading:
    return Reading(monday, 0.3, None, None, 3, 10, 10, 0, 0, True)


def test_notes_stand_at_the_period_of_their_day() -> None:
    weeks = [reading(date(2026, 1, 5)), reading(date(2026, 1, 12))]
    inside, outside = Note(date(2026, 1, 18), "New <b>"), Note(date(2026, 1, 19), "Later")
    assert notes.placed([inside, outside], weeks, "week") == [(1, inside)]
    assert notes.short(inside) == "New &lt;b&gt;"
    assert len(notes.short(Note(date(2026, 1, 5), "x" * 5_000))) == 24


def test_every_definition_says_in_words_which_time_counts() -> None:
    times = {kpi.id: dict(definitions.facts(kpi))["Time"] for kpi in kpis.registry().values()}
    assert times["win_back_rate"].startswith("By the month in which the customer was lost.")
    assert times["revenue_retention_90d"].startswith("By the month. ")
    assert times["backlog"].startswith("By the end of each week")
    assert times["promise_kept"].startswith("By the week in which the promise was due.")
    assert not [kpi_id for kpi_id, text in times.items() if "{" in text]


def curve(survival: list[float]) -> pd.DataFrame:
    steps = [24.0 * step for step in range(len(survival))]
    return pd.DataFrame(
        {"t": steps, "survival": survival, "low": survival, "high": survival, "at_risk": [100.0 * s for s in survival]}
    )


@pytest.mark.parametrize(
    ("survival", "answer"),
    [
        ([1.0, 0.7, 0.5, 0.2], "Half within 48 h."),
        ([1.0, 0.9, 0.8], "The median is not reached: 80% still wait after 48 h."),
        ([], "No case in these weeks."),
    ],
)
def test_a_wait_says_its_median_or_that_it_is_not_reached(survival: list[float], answer: str) -> None:
    found = waits.curve(kpis.find("time_to_apology"), curve(survival))
    assert found.answer == answer
    assert (found.line is None) == (not survival)


def compared() -> pd.DataFrame:
    row: dict[str, object] = {
        "numerator": 5.0,
        "denominator": 100.0,
        "value": 0.05,
        "expected": 0.3,
        "overall": 0.3,
        "cases": 100,
    }
    places = [("t1", "inside", True, 0.3), ("t2", "beyond_998", True, 0.05), (None, "beyond_998", False, 0.9)]
    return pd.DataFrame([row | {"unit": u, "place": p, "is_judged": j, "standardised": s} for u, p, j, s in places])


def test_only_units_outside_998_with_enough_cases_have_a_colour() -> None:
    rows = funnel_rows.units(compared(), APOLOGY, "team_id", {"t1": "North", "t2": "A<b>", "": "No team"})
    assert rows["role"].tolist() == ["inside", "worse", "inside"]
    assert rows["place"].tolist() == ["within chance", "outside 99.8%", "below 20 cases"]
    assert rows["key"].tolist() == ["North", "A<b>", "No team"]
    assert rows["hover"].iloc[1].startswith("<b>A&lt;b&gt;</b>")
    assert funnel_rows.takeaway(rows, "teams") == "Yes, outside 99.8%: A<b>."
    assert funnel_rows.takeaway(rows.iloc[:1], "teams") == "No: all teams lie within what chance explains."
