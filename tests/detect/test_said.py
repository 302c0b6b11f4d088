"""What was read before is found again piece by piece, and says what the sentences of the whole text say."""

import csv

import pytest

from dashboard.detect import language
from dashboard.detect.clean import own_words
from dashboard.detect.memory import Memory
from dashboard.detect.patterns import FOLDER, LANGUAGES
from dashboard.detect.said import heard, in_language
from dashboard.detect.sentences import has_letter, may_go_on, pieces, sentences

SHORTENED = ["Mr. Smith called.", "We met at St. Mary.", "Szept. 3-ig kész.", "Order approx. 20, e.g. today."]
WHOLE = ["At 10.30 a van comes... Good!?", "(Yes, no doubt.) Noted;\n\n- 3. Fine", "Ok\n--\n..."]


def labelled(spoken: str) -> list[str]:
    with (FOLDER / "corpus" / f"{spoken}.csv").open(encoding="utf-8", newline="") as rows:
        return [own_words(row["text"]) for row in csv.DictReader(rows)]


@pytest.mark.parametrize("text", [*SHORTENED, *WHOLE, *labelled("en")[:200], *labelled("hu")[:200]])
def test_pieces_are_the_sentences_unless_one_may_go_on(text: str) -> None:
    assert "".join(pieces(text)) == text
    if not any(map(may_go_on, pieces(text))):
        assert [piece.strip() for piece in pieces(text) if has_letter(piece)] == sentences(text)
    assert any(map(may_go_on, pieces(text))) or text not in SHORTENED


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_a_text_heard_piece_by_piece_says_what_its_sentences_say(spoken: str) -> None:
    known = [(text, found) for text in labelled(spoken)[:150] if (found := heard(text, spoken))]
    assert len(known) > 100
    for text, found in known:
        assert language.of_sentences(sentences(text), text, spoken) == spoken
        again = in_language(spoken, sentences(text))
        assert found.outline == again.outline
        assert [one.facts for one in found.said] == [one.facts for one in again.said]


@pytest.mark.parametrize(
    "text", ["", "12 - 14!", "Mr. Smith called.", "We are sorry. Nagyon sajnáljuk, hogy így történt."]
)
def test_what_has_no_sentence_or_more_than_one_language_is_looked_at_closely(text: str) -> None:
    assert heard(text, "en") is None


def test_a_memory_forgets_what_it_met_first_and_keeps_nothing_long() -> None:
    made: list[str] = []

    def make(text: str) -> int:
        made.append(text)
        return len(text)

    memory = Memory(make, 4)
    assert [memory[text] for text in ("a", "bb", "ccc", "dddd", "a", "eeeee")] == [1, 2, 3, 4, 1, 5]
    assert list(memory) == ["ccc", "dddd", "eeeee"]
    assert memory["x" * 301] == 301
    assert made == ["a", "bb", "ccc", "dddd", "eeeee", "x" * 301]
    assert len(memory) == 3
