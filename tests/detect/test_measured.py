"""How often the detector is right: counted rightly, and what is on file is what the patterns give today."""

import csv
import math
from dataclasses import astuple
from pathlib import Path

import pytest

from dashboard.detect import confidence, measured
from dashboard.detect.measured import CORPUS, Measured, evaluation
from dashboard.detect.messages import label
from dashboard.detect.patterns import LANGUAGES
from dashboard.errors import AmendsError

HEADER = "id,language,author_role,text,grade,promise,compensation,explanation,excuse,split\n"


def one(rows: list[Measured], language: str, name: str) -> Measured:
    return next(row for row in rows if (row.language, row.label) == (language, name))


@pytest.fixture(scope="module")
def held() -> list[Measured]:
    return [row for language in LANGUAGES for row in evaluation(CORPUS / f"{language}.csv", language, "held")]


def test_hits_and_misses_are_counted(tmp_path: Path) -> None:
    (tmp_path / "labelled.csv").write_text(
        HEADER
        + "1,en,agent,Sorry for the delay.,specific,none,0,0,0,held\n"
        + "2,en,agent,Sorry for the delay.,none,none,0,0,0,held\n"
        + "3,en,agent,Thank you.,formulaic,dated,0,0,0,held\n"
        + "4,en,agent,We will call you tomorrow.,none,dated,0,0,0,held\n"
        + "5,en,agent,Sorry for the delay.,specific,none,0,0,0,tune\n",
        encoding="utf-8",
    )
    rows = evaluation(tmp_path / "labelled.csv", split="held")
    apology, promise = one(rows, "en", "apology"), one(rows, "en", "promise_dated")
    assert (apology.messages, apology.found_rightly, apology.found_wrongly, apology.missed) == (4, 1, 1, 1)
    assert (apology.precision, apology.recall, apology.specificity, apology.f1) == (0.5, 0.5, 0.5, 0.5)
    assert apology.precision_low < 0.5 < apology.precision_high
    assert (promise.precision, promise.recall) == (1, 0.5)
    assert math.isnan(one(rows, "en", "excuse").precision)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "labelled.csv").write_text("id,language,author_role,text\n1,en,agent,Hello\n", encoding="utf-8")
    with pytest.raises(AmendsError, match="the column compensation is missing"):
        evaluation(tmp_path / "labelled.csv")


def test_what_is_on_file_is_what_the_patterns_give(held: list[Measured]) -> None:
    """After a change of patterns: `python -m dashboard detect --measure`."""
    now = [astuple(row)[:-1] for row in held]
    assert [astuple(row)[:-1] for row in measured.known()] == [pytest.approx(row, abs=1e-4, nan_ok=True) for row in now]


@pytest.mark.parametrize("language", LANGUAGES)
def test_real_apologies_are_found_in_messages_held_back(held: list[Measured], language: str) -> None:
    found = one(held, language, "apology")
    assert found.precision >= 0.85
    assert found.recall >= 0.80


def test_every_label_has_a_confidence_that_was_measured() -> None:
    assert set(confidence.table()) == {(language, name) for language in LANGUAGES for name in confidence.LABELS}
    assert all(0 <= sure < 1 for sure in confidence.table().values())


def test_a_message_is_as_sure_as_its_least_sure_label() -> None:
    found = label("Sorry for the delay. We will refund you soon.")
    sure = [confidence.of("en", name) for name in confidence.given(found)]
    assert len(sure) == 3
    assert found.confidence == min(sure)


def test_labelled_messages_are_complete() -> None:
    for path in CORPUS.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert len({row["id"] for row in rows}) == len(rows), path.name
        assert {row["split"] for row in rows} == {"tune", "held"}
        assert {row["grade"] for row in rows} == {"specific", "formulaic", "non_apology", "sympathy", "none"}
        assert {row["promise"] for row in rows} <= {"none", "undated", "dated"}
