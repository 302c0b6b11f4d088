"""Golden case G19 and the labelling rules, one short message each."""

from datetime import date, datetime

import pytest

from dashboard.detect.messages import label

WEDNESDAY = datetime(2026, 11, 18, 10)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("We apologise for the delay in delivering your order.", "specific"),
        ("Our apologies for any inconvenience.", "formulaic"),
        ("We apologize if you feel you were treated badly.", "non_apology"),
        ("I'm sorry, but we cannot do that.", "none"),
        ("I’m so sorry to hear that!", "sympathy"),
        ("Sorry about that! The courier was two days late.", "specific"),
        ("Sorry for the late reply, and if you have questions, call us.", "specific"),
        ("There is no need to apologise.", "none"),
        ("The driver has apologised to us.", "none"),
        ("This was our fault.", "none"),
        ("We regret our mistake.", "specific"),
        ("Unfortunately the item is sold out.", "none"),
        ("Nie przepraszamy za to.", "none"),
        ("Przepraszamy za opóźnienie w dostawie.", "specific"),
        ("Przepraszamy za wszelkie niedogodności.", "formulaic"),
        ("Przepraszamy, jeśli poczuł się Pan urażony.", "non_apology"),
        ("Przykro nam to słyszeć.", "sympathy"),
        ("Elnézést, hogy zavarom.", "none"),
        ("Elnézést kérünk a késésért!", "specific"),
        ("ELNEZEST KERUNK A KESESERT", "specific"),
        ("Az okozott kellemetlenségért elnézését kérjük.", "formulaic"),
        ("ბოდიშს არ ვიხდით", "none"),
        ("გვაპატიეთ, დავაგვიანეთ", "specific"),
        ("ბოდიშს გიხდით შექმნილი უხერხულობისთვის.", "formulaic"),
    ],
)
def test_the_grade_of_an_apology(text: str, grade: str) -> None:
    assert label(text).grade == grade


@pytest.mark.parametrize("author", ["customer", "system", "third_party", ""])
def test_only_our_people_apologise(author: str) -> None:
    found = label("We apologise for the delay, you get a refund tomorrow.", author)
    assert (found.grade, found.promise, found.has_compensation) == ("none", "none", False)


@pytest.mark.parametrize(
    "text",
    [
        "Noted.\n\nOn Mon, 2 Nov 2026 at 10:00 Anna wrote:\n> Sorry for the delay.",
        "Noted.\n-- \nSorry for the delay Ltd.",
        "The customer writes “I am sorry for the delay”, please note it for the file.",
        "This is an automatic reply. We are sorry for the delay.",
        "<p>Noted.</p><blockquote>Sorry for the delay</blockquote>",
    ],
)
def test_what_the_author_did_not_write_does_not_count(text: str) -> None:
    assert label(text, hint="en").grade == "none"


def test_html_is_read_as_text() -> None:
    assert label("<div>Dear Anna,<br>we are <b>sorry</b> for the delay.</div>").grade == "specific"


@pytest.mark.parametrize(
    ("text", "promise", "due"),
    [
        ("We will call you tomorrow.", "dated", date(2026, 11, 19)),
        ("We'll refund you within 3 business days.", "dated", date(2026, 11, 23)),
        ("We will send it soon.", "undated", None),
        ("We'll be happy to help.", "none", None),
        ("Holnapig visszahívjuk.", "dated", date(2026, 11, 19)),
        ("Két napon belül visszautaljuk az összeget.", "dated", date(2026, 11, 20)),
        ("Paczkę wyślemy do 15.12.", "dated", date(2026, 12, 15)),
        ("Oddzwonimy do Pani w ciągu 2 dni.", "dated", date(2026, 11, 20)),
        ("ხვალ დაგირეკავთ.", "dated", date(2026, 11, 19)),
        ("3 დღეში დაგიბრუნებთ თანხას.", "dated", date(2026, 11, 21)),
    ],
)
def test_a_promise_and_when_it_is_due(text: str, promise: str, due: date | None) -> None:
    found = label(text, sent_at=WEDNESDAY, timezone="Europe/Budapest")
    assert (found.promise, found.due.on if found.due else None) == (promise, due)


def test_a_time_of_day_makes_the_due_moment_exact() -> None:
    found = label("We will call you tomorrow by 5 pm.", sent_at=WEDNESDAY, timezone="Europe/Budapest")
    assert found.due is not None
    assert found.due.at == datetime(2026, 11, 19, 16)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wir entschuldigen uns für die Verspätung und prüfen das.", "unknown"),
        ("", "unknown"),
        ("😀😀", "unknown"),
        ("Извините за задержку", "unknown"),
        ("გმადლობთ", "ka"),
        ("Dziękujemy za wiadomość, proszę o numer zamówienia.", "pl"),
        ("Köszönjük a levelét, kérjük a rendelés számát.", "hu"),
    ],
)
def test_the_language_of_a_message(text: str, language: str) -> None:
    assert label(text).language == language


def test_a_message_of_a_megabyte_is_read_quickly() -> None:
    assert label("We are sorry for the delay. " + "lorem ipsum dolor " * 60_000).grade == "specific"
