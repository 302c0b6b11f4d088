"""What is said of messages that were read: the corrected share, what counts, texts without names, and verdicts."""

import itertools
from typing import get_args

import pandas as pd
import pytest

from dashboard.detect.apologies import Grade
from dashboard.detect.judging import judged
from dashboard.detect.measured import Measured
from dashboard.detect.messages import Labels, Promise
from dashboard.state.label_flips import LabelFlip, new
from dashboard.topics import label_verdicts, sure, sure_texts

APOLOGY = Measured("en", "apology", 200, 90, 10, 10, 0.9, 0.83, 0.94, 0.9, 0.83, 0.94, 0.9, 0.9, "patterns-1")


def test_the_share_behind_what_was_read_and_what_counts() -> None:
    read = pd.DataFrame(
        {"language": ["en", "unknown", "automatic"], "count_messages": [1000, 7, 3], "count_apologies": [500, 0, 0]}
    )
    found = sure.sure(read, [APOLOGY], [("en", "promise")])
    english = found.readings[0]
    assert (found.messages, found.unknown, found.automatic) == (1007, 7, 3)
    assert english.corrected == pytest.approx((0.5 + 0.9 - 1) / (0.9 + 0.9 - 1))
    assert english.corrected_low < 0.5 < english.corrected_high
    assert sure.what_counts(english) == "Coded only: 90% right, 90% found; asked: 95% and 85%."
    assert sure.coded_only(english) == "English: apologies, offers and explanations"
    assert sure.what_counts(found.readings[1]) == "Coded only: never measured."


def test_where_apologies_come_from_and_which_grade_is_on() -> None:
    assert sure.sources(3, 1200, "sympathy", ["Polish", "Georgian"]) == (
        "Complaints with words of apology: 3 coded by people, 1,200 read in messages; coded only in Polish and "
        "Georgian. Sympathy counts as an apology too."
    )
    assert sure.sources(0, 0, None, []) == "Sympathy alone does not count as an apology."
    assert sure.grade_in_force(None).endswith("apology_min_grade, now formulaic.")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Dear Mr Smith,\nsorry.", "Dear [name],\nsorry."),
        ("Tisztelt Kovács Úr!\nElnézést.\nÜdvözlettel:\nTara", "Tisztelt [name]!\nElnézést.\nÜdvözlettel:\n[name]"),
        ("Call +36 30 123 4567 or a.b@c.hu", "Call [number] or [e-mail]"),
        ("case 104389, by 2026-03-14 or 14.03.2026 we pay 120 000 Ft", "case [number], by 2026-03-14 or 14.03.2026 we "
         "pay 120 000 Ft"),
        ("We told Anna that Annapolis waits", "We told [name] that Annapolis waits"),
    ],
)  # fmt: skip
def test_texts_are_shown_without_names_and_numbers(text: str, shown: str) -> None:
    assert sure_texts.masked(text, "Anna Li") == shown


@pytest.mark.parametrize("backwards", [False, True])
def test_a_whole_verdict_wins_over_whatever_is_found(backwards: bool) -> None:
    grades, promises = get_args(Grade), get_args(Promise)
    for found_grade, found_promise, grade, promise in itertools.product(grades, promises, grades, promises):
        written = _Written()
        label_verdicts.judge_all(written, "M1", {}, grade, promise, ["excuse"])  # type: ignore[arg-type]
        now = Labels("en", found_grade, found_promise, has_compensation=True)
        for flip in reversed(written.flips) if backwards else written.flips:
            now = judged(now, flip.name, holds=flip.holds)
        assert (now.grade, now.promise) == (grade, promise)
        assert (now.has_compensation, now.has_excuse) == (False, True)


def test_saying_it_again_changes_the_same_entry() -> None:
    before = {"specific": new("M1", "specific", holds=True)}
    written = _Written()
    label_verdicts.judge(written, "M1", before, "specific", holds=False)  # type: ignore[arg-type]
    assert [(flip.id, flip.holds) for flip in written.flips] == [("M1|specific", False)]


class _Written:
    """Takes what would be saved."""

    def __init__(self) -> None:
        self.flips: list[LabelFlip] = []

    def save(self, flip: LabelFlip) -> None:
        self.flips.append(flip)
