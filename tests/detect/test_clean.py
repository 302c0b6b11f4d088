"""Whatever a message is wrapped in, its author's words are found; and quickly, whatever it is."""

import time
import unicodedata

import pytest

from dashboard.detect.clean import own_words
from dashboard.detect.messages import label

LATE = "We’re sorry for the delay."


@pytest.mark.parametrize(
    "text",
    [
        LATE.encode().decode("cp1252"),
        "We&#39;re sorry for the delay &amp; the mess.",
        "We're so\u00a0sorry\nfor the delay.",
        unicodedata.normalize("NFD", "Dear Béla, we are sorry for the delay."),
        "<html><head><style>" + "p{color:red}" * 5_000 + "</style></head>We are <b>sorry</b> for the&nbsp;delay.",
        "<p>We are sorry for the delay.</p><div class='gmail_quote'>Your mail: <div>It is late</div></div>",
        "We are sorry for the delay.\n\nOn Mon, 2 Nov 2026 at 10:00 Anna wrote:\n> Where is it?",
        "> Where is it?\nWe are sorry for the delay.",
        "WE ARE SORRY FOR THE DELAY!!! 😔",
    ],
)  # fmt: skip
def test_an_apology_is_found_in_any_wrapping(text: str) -> None:
    assert label(text).grade == "specific"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Elnézést kérünk a késésért, tűrjenek".encode().decode("latin1"), "Elnézést kérünk a késésért, tűrjenek"),
        ("Façade, naïve, 20 °C", "Façade, naïve, 20 °C"),
        ("1 < 2 and <3", "1 < 2 and <3"),
        ("<p>One</p><script>two()</script><p>Three<br>Four", "One\n\nThree\nFour"),
        ("<div style='display: none'>Preview</div><div>Body</div>", "Body"),
        ("", ""),
    ],
)
def test_the_words_of_the_author(text: str, words: str) -> None:
    assert own_words(text) == words


@pytest.mark.parametrize("text", ["", " \n", "😀😀🙏", "12345", "…", "\u200b"])
def test_a_message_without_words_has_no_label(text: str) -> None:
    assert (label(text).language, label(text).grade) == ("unknown", "none")


@pytest.mark.parametrize(
    "piece",
    [
        "sorry for the delay ",
        "<a ",
        "<div>",
        "<style>",
        "\n>",
        '"',
        "On ",
        "&",
        "no. ",
        "írta ",
        "-- ",
        "<p a='",
        "âââ",
    ],
)
def test_a_megabyte_of_anything_is_read_quickly(piece: str) -> None:
    start = time.process_time()
    label(piece * (1_000_000 // len(piece)))
    assert time.process_time() - start < 2
