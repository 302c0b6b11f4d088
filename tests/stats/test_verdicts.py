import numpy as np
import pytest

from dashboard.stats.control_limits import control_limits
from dashboard.stats.verdicts import Better, Verdict, marks, verdict

ZIGZAG = [10.0, 12.0] * 13


def _verdict(values: list[float], better: Better = "down") -> Verdict:
    labels = [f"W{number:02d}" for number in range(1, len(values) + 1)]
    return verdict(control_limits(values, [True] * len(values)), labels, better=better)


def test_an_ordinary_week() -> None:
    assert _verdict(ZIGZAG) == Verdict("ordinary", "Ordinary variation", "Ordinary variation")


def test_a_past_signal_does_not_colour_the_verdict() -> None:
    assert _verdict([*ZIGZAG, 99.0, 11.0]).tone == "ordinary"


@pytest.mark.parametrize(
    ("tail", "reason", "since"),
    [
        ([99.0], "Signal: above the limits in W27", "W27"),
        ([99.0, 98.0], "Signal: above the limits since W27", "W27"),
        ([11.0, *[10.5] * 8], "Eight weeks below the centre since W28", "W28"),
        ([11.0, *[10.5] * 12], "12 weeks below the centre since W28", "W28"),
        ([14.0, 11.0, 14.0, 14.0], "Signal: three of four weeks near the upper limit since W27", "W27"),
        ([8.0, 11.0, 8.0, 8.0], "Signal: three of four weeks near the lower limit since W27", "W27"),
        ([11.0, *[10.5] * 8, 2.0], "Nine weeks below the centre since W28", "W28"),
    ],
)
def test_the_reason_names_rule_and_first_week(tail: list[float], reason: str, since: str) -> None:
    result = _verdict([*ZIGZAG, *tail])
    assert (result.reason, result.since) == (reason, since)


@pytest.mark.parametrize(
    ("value", "better", "tone", "text"),
    [
        (99.0, "up", "better", "Signal since W27, better"),
        (99.0, "down", "worse", "Signal since W27, worse"),
        (-99.0, "up", "worse", "Signal since W27, worse"),
        (-99.0, "down", "better", "Signal since W27, better"),
        (99.0, "neutral", "change", "Signal since W27, higher"),
        (-99.0, "neutral", "change", "Signal since W27, lower"),
    ],
)
def test_words_say_whether_it_is_good(value: float, better: Better, tone: str, text: str) -> None:
    result = _verdict([*ZIGZAG, value], better)
    assert (result.tone, result.text, result.direction) == (tone, text, np.sign(value))


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([], "Too few weeks to tell"),
        ([1.0, 2.0, 1.0, 2.0, 9.0], "Too few weeks to tell"),
        ([1.0, 2.0, 1.0, 2.0, 1.0, 99.0], "6 of 12 weeks, no alarms yet"),
        ([*ZIGZAG, 99.0, float("nan")], "No cases this week"),
        ([1.0, float("nan")] * 20, "Too few weeks to tell"),
    ],
)
def test_what_cannot_be_judged_says_why(values: list[float], text: str) -> None:
    assert _verdict(values) == Verdict("unjudged", text, text)


def test_a_week_of_few_cases_is_not_judged() -> None:
    limits = control_limits([*ZIGZAG, 99.0], [True] * 27)
    labels = [str(number) for number in range(27)]
    assert verdict(limits, labels, cases=19, min_n=20).text == "Fewer than 20 cases, not judged"
    assert verdict(limits, labels, cases=20, min_n=20).tone == "change"


def test_months_are_called_months() -> None:
    limits = control_limits([1.0, 2.0] * 4, [True] * 8)
    assert verdict(limits, ["x"] * 8, period="month").text == "8 of 12 months, no alarms yet"


def test_a_range_that_ends_early_is_judged_at_its_end() -> None:
    values = [*ZIGZAG, 99.0, 11.0, float("nan")]
    limits = control_limits(values, [True] * 29, until=26)
    assert verdict(limits, [f"W{number}" for number in range(29)], better="up").text == "Signal since W26, better"


def test_marks_tell_running_from_past() -> None:
    limits = control_limits([*ZIGZAG, 99.0, 11.0, 11.0, -99.0], [True] * 30)
    assert marks(limits, better="up") == [""] * 26 + ["past", "", "", "worse"]
    assert marks(control_limits([], [])) == []
