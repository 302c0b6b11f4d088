"""Messages: the four languages say the same things, and the text says what the events say."""

import re
from typing import Any

import pytest
import yaml

from dashboard.sample.company import FOLDER, read_company
from dashboard.sample.texts import Language, Message
from tests.sample.conftest import ReadTable

LANGUAGES = ("en", "hu", "ka", "pl")
SLOTS = {"name", "agent", "product", "order", "date", "hour", "amount", "em"}
APOLOGY = re.compile(
    r"apolog|sorry for|sorry that you could|very sorry|elnézés|bocsánat|przeprasza|przepros|ბოდიშ|გვაპატი",
    re.IGNORECASE,
)


def phrases(language: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"messages.{language}.yml").read_text(encoding="utf-8"))
    return found


def lists_in(node: Any, path: str = "") -> dict[str, list[str]]:
    """Every list of phrases by its path."""
    if isinstance(node, dict):
        return {key: value for name, child in node.items() for key, value in lists_in(child, f"{path}/{name}").items()}
    return {path: node} if isinstance(node, list) else {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_lists(language: str) -> None:
    assert lists_in(phrases(language)).keys() == lists_in(phrases("en")).keys()
    assert set(phrases(language)["topics"]) == set(read_company().names("topics"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_hundreds_of_phrases_with_known_slots(language: str) -> None:
    found = [text for texts in lists_in(phrases(language)).values() for text in texts]
    assert len(found) > 390
    assert {slot for text in found for slot in re.findall(r"{(\w*)", text)} <= SLOTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_apologies_stand_only_where_they_are_meant(language: str) -> None:
    ours = ("look", "ask", "progress", "working", "solved", "again", "sympathy", "excuse", "promise", "thank", "auto")
    for path, texts in lists_in(phrases(language)).items():
        name = path.rsplit("/", 1)[-1]
        for text in texts:
            if name in ("apology", "non_apology"):
                assert APOLOGY.search(text) or "sorry" in text.lower() or "Mistakes" in text, text
            elif name in ours or name in ("explanation", "fixed") or path.startswith("/offers"):
                assert not APOLOGY.search(text), text


def test_a_message_is_written_from_its_marks() -> None:
    message = Message(
        say=8, topic="outage", is_question=False, is_short=False, grade=1, flags=1 + 16, offer="refund", day=20_000,
        due_day=20_003, due_hour=17, euros=25, numbers=[0] * 8,
        slots={"name": "Ann Lee", "agent": "Ben", "product": "Connect", "order": "1"},
    )  # fmt: skip
    assert Language("en").write(message) == (
        "Hello Ann Lee,\nWe apologise for the outage of Connect. I have looked at 1 and passed it to the colleagues "
        "who handle Connect. We refund €25 to your account. We will get back to you by 7 October.\nKind regards,\nBen"
    )


def test_texts_say_what_the_events_say(read_table: ReadTable) -> None:
    events = read_table("incident_events")
    apologies = events[events["event_type"] == "apology"][["incident_id", "event_at"]].drop_duplicates()
    ours = events[(events["event_type"] == "message") & events["actor_type"].isin(["agent", "manager"])]
    ours = ours[ours["body"].notna()].merge(apologies, on=["incident_id", "event_at"], how="left", indicator=True)
    own_words = ours["body"].str.split("\n> ").str[0]
    silent = own_words[ours["_merge"] == "left_only"]
    assert not silent.str.contains(APOLOGY).any()
    words = own_words[ours["_merge"] == "both"]
    assert len(words) > 100
    assert words.str.contains(APOLOGY).mean() > 0.6  # the rest is sympathy


def test_people_write_in_many_words(read_table: ReadTable) -> None:
    bodies = read_table("incident_events").dropna(subset=["body"]).merge(read_table("incidents"), on="incident_id")
    assert set(bodies["language"]) == set(LANGUAGES)
    assert bodies["body"].nunique() > 0.75 * len(bodies)
    assert not bodies["body"].str.contains(r"[{}]").any()
    assert bodies[bodies["channel_y"].isin(["in_person", "letter", "other"])].empty


def test_names_of_products_and_people_are_filled_in(read_table: ReadTable) -> None:
    events = read_table("incident_events")
    texts = events[(events["event_type"] == "message") & (events["actor_type"] == "agent")]["body"].dropna()
    assert texts.str.contains("Connect|Ledger|Payroll|Shop|Terminal|Care Plan").mean() > 0.05
