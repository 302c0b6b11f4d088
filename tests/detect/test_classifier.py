"""The words of a message beside the patterns: learned from labelled messages, weighed word by word."""

from collections.abc import Callable, Iterable

import pyarrow.parquet as pq
import pytest

from dashboard.detect import classifier
from dashboard.detect.messages import label, own_sentences
from dashboard.detect.patterns import LANGUAGES
from dashboard.detect.training import learned


def acts(
    language: str,
    folded: Iterable[str],
    listed: Iterable[str] = (),
    is_doubted: Callable[[str], bool] = lambda _: False,
) -> frozenset[str]:
    """The acts of a message by its folded sentences."""
    said = [classifier.of_sentence(language, sentence) for sentence in folded]
    return classifier.likely(language, said, frozenset(listed), is_doubted)


def test_every_number_is_alike() -> None:
    assert classifier.words("refund of 12 or 450!") == ["refund", "of", "0", "or", "0", "!"]


def test_pairs_have_the_ends_of_the_sentence() -> None:
    assert classifier.pairs(["we", "refund"]) == {"^ we", "we refund", "refund $"}


def test_endings_and_compounds_share_parts() -> None:
    assert classifier.parts("ab") == {" a", "ab", "b ", " ab", "ab ", " ab "}
    assert {"fund", " refu", " refunded "} <= classifier.parts("refunded")


def test_nothing_said_has_no_act() -> None:
    assert acts("en", []) == frozenset()
    assert acts("xx", ["we will refund you"]) == frozenset()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_weights(language: str) -> None:
    rows = pq.read_table(classifier.FILE, filters=[("language", "=", language)]).num_rows
    assert rows > 1000


def test_what_is_on_file_is_what_training_gives() -> None:
    """After a change of the labelled messages, or of how they are read: `detect --train --measure`.

    Where a message starts is left out: that is chosen on all languages together.
    """
    table = pq.read_table(classifier.FILE, filters=[("language", "=", "ka")])
    on_file = {row["part"]: [row[act] for act in classifier.ACTS] for row in table.to_pylist() if row["part"]}
    now = {str(part): weights for _, part, *weights in learned("ka") if part}
    assert len(on_file.keys() ^ now.keys()) <= len(now) // 100
    assert all(on_file[part] == pytest.approx(now[part], abs=5e-3) for part in on_file.keys() & now.keys())


def test_a_wording_that_no_pattern_knows() -> None:
    text = "There is nothing our branch can do, head office decides on fees and we just follow the tariff."
    assert "excuse" in acts("en", own_sentences(text, "en"))
    assert label(text).has_excuse


def test_what_a_list_finds_speaks_for_the_act() -> None:
    said = ["that is how the machine works"]
    assert "explanation" not in acts("en", said)
    assert "explanation" in acts("en", ["the courier took the wrong road"], ["explanation"])


def test_an_act_that_a_message_only_looks_like_must_be_said_more_clearly() -> None:
    asked: list[str] = []

    def is_doubted(act: str) -> bool:
        asked.append(act)
        return True

    sure = own_sentences("We have refunded the full amount to your card and added a voucher for £20.", "en")
    assert acts("en", sure, ["compensation"], is_doubted) == {"compensation"}
    assert not asked


def test_an_offer_is_found_among_other_sentences() -> None:
    offer, other = "We will refund you in full.", "Sorry for the delay. Your order was packed on Monday."
    assert "compensation" in acts("en", own_sentences(f"{other} {offer} {other}", "en"), ["compensation"])
