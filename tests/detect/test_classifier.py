"""The words of a message beside the patterns: learned from labelled messages, weighed word by word."""

import pyarrow.parquet as pq
import pytest

from dashboard.detect import classifier
from dashboard.detect.messages import label, own_sentences
from dashboard.detect.patterns import LANGUAGES
from dashboard.detect.training import learned


def test_a_word_counts_once_and_every_number_alike() -> None:
    assert classifier.words(["refund of 12 or 450", "refund!"]) == {"refund", "of", "0", "or", "!"}


def test_endings_and_compounds_share_parts() -> None:
    assert classifier.parts("ab") == {" a", "ab", "b ", " ab", "ab ", " ab "}
    assert {"fund", " refu", " refunded "} <= classifier.parts("refunded")


def test_nothing_said_has_no_act() -> None:
    assert classifier.acts("en", []) == frozenset()
    assert classifier.acts("xx", ["we will refund you"]) == frozenset()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_weights(language: str) -> None:
    rows = pq.read_table(classifier.FILE, filters=[("language", "=", language)]).num_rows
    assert rows > 1000


def test_what_is_on_file_is_what_training_gives() -> None:
    """After a change of the labelled messages, or of how they are read: `detect --train --measure`."""
    table = pq.read_table(classifier.FILE, filters=[("language", "=", "ka")])
    on_file = {row["part"]: tuple(row[act] for act in classifier.ACTS) for row in table.to_pylist()}
    now = {str(part): weights for _, part, *weights in learned("ka")}
    assert len(on_file.keys() ^ now.keys()) <= len(now) // 100
    assert all(on_file[part] == pytest.approx(now[part], abs=1e-3) for part in on_file.keys() & now.keys())


def test_a_wording_that_no_pattern_knows() -> None:
    text = "There is nothing our branch can do, head office decides on fees and we just follow the tariff."
    assert "excuse" in classifier.acts("en", own_sentences(text, "en"))
    assert label(text).has_excuse
