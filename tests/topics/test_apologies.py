from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest

from dashboard.presentation.tiles import Tile
from dashboard.topics import apologies
from dashboard.topics.curves import Kept

COUNTS = {"specific": 10, "formulaic": 20, "non_apology": 5, "none": 65}


def rate(tone: str, since: str | None, direction: int = 1) -> Tile:
    verdict = SimpleNamespace(since=since, direction=direction)
    return cast("Tile", SimpleNamespace(tone=tone, value="38%", trend=SimpleNamespace(verdict=verdict, shown=())))


def test_words_keep_their_order_and_share_one_base() -> None:
    rows = apologies.words(COUNTS)
    assert rows["key"].tolist() == ["specific", "formulaic", "non_apology", "none"]
    assert rows["text"].tolist() == ["10%", "20%", "5%", "65%"]
    assert rows["note"].tolist() == ["10", "20", "5", "65"]
    assert rows["role"].tolist() == ["emphasis", "plain", "breach", "neutral"]
    assert apologies.words({}).empty


@pytest.mark.parametrize(
    ("tone", "since", "told"),
    [
        ("better", "W39", "Apologies are **:green[up to 38% since W39]**, but two thirds of them name no fault."),
        ("ordinary", None, "**30%** of complaints got a real apology, but two thirds of them name no fault."),
    ],
)
def test_the_sentence_names_a_signal_or_the_share_of_all_weeks(tone: str, since: str | None, told: str) -> None:
    fates = {"verified": 59, "undone": 41}
    sentence = apologies.verdict(rate(tone, since), COUNTS, fates)
    assert sentence == f"{told} **59%** of complaints end in a fix that holds."


def test_a_sentence_without_apologies_or_without_anything() -> None:
    assert (
        apologies.verdict(rate("unjudged", None), {}, {"verified": 1})
        == "**1 of 1** complaints end in a fix that holds."
    )
    nothing = apologies.verdict(rate("unjudged", None), {}, {})
    assert nothing == "No apology and no fix can be told from these data."


def test_quadrants_show_interval_and_base_and_colour_only_what_can_be_judged() -> None:
    kept = {
        "both": Kept(0.91, 0.74, 0.97, 40),
        "apology": Kept(1.0, 1.0, 1.0, 29),
        "redress": Kept(float("nan"), float("nan"), float("nan"), 3),
    }
    (both, only_words), (only_deeds, neither) = apologies.quadrant_cells(kept)
    assert (both.text, both.notes, both.shade) == ("91%", ("95% 74–97%", "n 40"), 0.91)
    assert (only_words.notes, only_words.shade) == (("nobody left", "n 29, few"), None)
    assert (only_deeds.text, only_deeds.notes) == ("—", ("n 3",))
    assert (neither.text, neither.shade) == ("—", None)


def curve(*points: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame([(t, s, s, s) for t, s in points], columns=["t", "survival", "low", "high"])


def test_a_median_that_is_not_reached_is_said() -> None:
    found = apologies.waiting(
        curve((0, 1.0), (10, 0.8), (900, 0.6)), curve(), ("W40–W47", "W32–W39"), float("nan"), [9, 5, 4, 3, 2]
    )
    assert found.answer == "80% have none after 28 days: no median."
    assert [line.name for line in found.lines] == ["W40–W47"]
    assert found.lines[0].points["t"].max() == 28 * 24
    assert "9 · 5 · 4 · 3 · 2 (W40–W47" in found.at_risk


def test_a_median_is_told_in_hours_or_days() -> None:
    found = apologies.waiting(curve((0, 1.0), (26, 0.4)), curve((0, 1.0)), ("now", "before"), 26.0, [1] * 5)
    assert found.answer == "Half have one after 26 h."
    assert apologies.waiting(curve(), curve(), ("now", "before"), None, [0] * 5).lines == ()


def test_the_curve_is_split_where_a_signal_began_else_compared_with_as_many_weeks_before() -> None:
    first, last, start = date(2026, 5, 25), date(2026, 11, 16), date(2024, 11, 18)
    changed = date(2026, 9, 28)
    assert apologies.stretches(first, last, changed, start) == ((changed, last), (first, date(2026, 9, 21)))
    assert apologies.stretches(first, last, None, start) == ((first, last), (date(2025, 11, 24), date(2026, 5, 18)))
    now, before = apologies.stretches(start, last, None, start)
    assert now == (start, last)
    assert before[0] > before[1]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Dear Ann,\nWe are sorry if you feel let down.\nBob", "“We are sorry if you feel let down. Bob”"),
        ("Sorry, but you did it.", "“Sorry, but you did it.”"),
        ("x" * 400, "“" + "x" * 300 + "…”"),
        (None, ""),
        ("  \n ", ""),
        (float("nan"), ""),
    ],
)
def test_words_are_quoted_in_one_line_without_the_greeting(body: Any, told: str) -> None:
    assert apologies.quoted(body) == told


@pytest.mark.parametrize(("share", "told"), [(0.51, "half"), (0.33, "a third"), (0.58, "58%"), (0.0, "0%")])
def test_a_share_as_people_say_it(share: float, told: str) -> None:
    assert apologies.share_in_words(share) == told


def test_nothing_is_held_against_apologies_that_all_name_the_fault() -> None:
    told = apologies.verdict(rate("ordinary", None), {"specific": 30, "none": 70}, {})
    assert told == "**30%** of complaints got a real apology."
    assert apologies.verdict(rate("ordinary", None), {"formulaic": 3}, {}).endswith("but all of them name no fault.")
