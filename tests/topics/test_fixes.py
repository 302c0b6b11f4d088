from datetime import date

import pandas as pd

from dashboard.presentation.readings import Reading
from dashboard.topics import fixes

FATES = {"verified": 60, "not_claimed": 20, "undone": 12, "denied": 3, "repeated": 5}


def test_the_funnel_only_narrows_and_ends_with_what_is_verified() -> None:
    rows = fixes.funnel(FATES)
    assert rows["note"].tolist() == ["100", "80", "68", "60"]
    assert rows["key"].tolist() == ["", "not_claimed", "undone", "verified"]
    assert "lost: 3 denied in the survey, 5 the same trouble again" in rows["hover"].iloc[-1]
    assert fixes.funnel({}).empty


def test_losses_are_told_in_words() -> None:
    told = fixes.lost_on_the_way({"verified": 5, "undone": 2, "repeated": 1})
    assert told == "Lost on the way: 2 reopened or disputed, 1 the same trouble again."
    assert fixes.lost_on_the_way({"verified": 5}) == "Nothing was lost on the way."


def test_ages_mark_what_is_past_fourteen_days() -> None:
    counts = {"to_3": 4, "to_28": 2, "over_28": 7}
    assert fixes.ages(counts)["value"].tolist() == [4, 0, 0, 2, 7]
    assert fixes.ages(counts)["is_past"].tolist() == [False, False, False, True, True]
    assert fixes.overdue(counts) == 9


def reading(day: date, is_final: bool) -> Reading:
    return Reading(day, 1.0, None, None, 1.0, None, 1, 0, 0, is_final)


def test_a_week_without_open_complaints_keeps_its_place() -> None:
    weeks = pd.DataFrame({"week": [pd.Timestamp("2026-11-09")], "count_open": [9], "count_overdue": [6]})
    rows = fixes.open_by_week(weeks, [reading(date(2026, 11, 2), True), reading(date(2026, 11, 9), False)])
    assert rows[["label", "low", "high"]].to_numpy().tolist() == [["W45", 0, 0], ["W46", 6, 3]]
    assert rows["key"].tolist() == ["2026-W45", "2026-W46"]
    assert rows["hover"].iloc[1].endswith("provisional")
