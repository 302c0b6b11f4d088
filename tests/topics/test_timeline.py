"""One incident as marks: lanes and looks, silences, promises, where the axis ends; texts stay texts."""

from datetime import datetime, timedelta

import pandas as pd
import pytest

from dashboard.charts import timeline as chart
from dashboard.engine import panel_rows
from dashboard.engine.filters import Filters
from dashboard.presentation import panels, records
from dashboard.theme import LIGHT
from dashboard.topics import event_words, incident_words, timeline
from dashboard.warehouse.reader import Warehouse
from tests.golden import literal
from tests.golden.literal import Log, incident

AS_OF = datetime(2026, 3, 30, 12)
OPENED = datetime(2026, 3, 2, 8)
OLD = datetime(2025, 11, 2, 8)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FELL_OUT = {"failure_type": "attention", "counterpart_agent_id": "boss"}
BODY = "<script>alert(1)</script> " + "x" * 5_000


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    log = Log()
    log.customer("one", OPENED, body=BODY)
    log.reply("one", OPENED + 3 * DAY, body="\u202eabc e\u0301")
    log.add("one", OPENED + 3 * DAY + 5 * timedelta(minutes=1), "apology", code="formulaic")
    log.add("one", OPENED + 4 * DAY, "promise_made", ref_id="P1", due_at=OPENED + 6 * DAY, code="us")
    log.add("one", OPENED + 5 * DAY, "comp_offered", ref_id="O1", amount=80, actor_id="junior", code="refund")
    log.add("one", OPENED + 7 * DAY, "comp_approved", "manager", actor_id="boss", ref_id="O1")
    log.add("one", OPENED + 8 * DAY, "transfer", actor_id="junior", code="cold")
    log.add("one", OPENED + 8 * DAY, "corrective_action", "manager", code="warning")
    log.add("one", OPENED + 9 * DAY, "survey_answer", "customer", question_id="effort_customer", score=4)
    log.add("closed", OPENED + DAY, "resolved")
    log.customer("quiet", OLD, body="Hello?")
    tables: dict[str, list[literal.Row]] = {
        "incidents": [
            *(incident(name, OPENED) for name in ("one", "closed", "bare")),
            incident("quiet", OLD, **FELL_OUT),
        ],
        "incident_events": log.rows,
        "agents": [
            {"agent_id": name, "valid_from": "2025-01-01", "comp_limit": limit}
            for name, limit in (("junior", 50), ("boss", 1000))
        ],
    }
    return literal.publish(tmp_path_factory.mktemp("timeline"), tables, AS_OF)


def part(warehouse: Warehouse, name: str, incident_id: str) -> pd.DataFrame:
    more = {"most": 100, "shows_corrective_actions": False} if name == "events" else {}
    return panel_rows.panel(warehouse, f"one_incident_{name}", Filters(), incident_id=incident_id, **more)


def told(warehouse: Warehouse, incident_id: str) -> timeline.Story:
    facts = records.of(panel_rows.panel(warehouse, "one_incident", incident_id=incident_id))[0]
    parts = [part(warehouse, name, incident_id) for name in ("events", "promises", "offers", "silences")]
    return timeline.story(facts, *parts, timezone="Europe/Budapest", currency="EUR")


def test_marks_stand_on_the_lane_of_their_author(warehouse: Warehouse) -> None:
    marks = told(warehouse, "one").marks
    lanes = {label: timeline.LANES[lane] for label, lane in zip(marks["label"], marks["lane"], strict=True)}
    assert {
        name: lanes[name] for name in ("Complaint", "Apology", "Approved", "Cold transfer", "Survey", "Broken")
    } == {
        "Complaint": "Customer",
        "Apology": "Company",
        "Approved": "System",
        "Cold transfer": "System",
        "Survey": "Customer",
        "Broken": "Company",
    }
    broken = marks[marks["label"] == "Broken"].iloc[0]
    assert (broken["x"], broken["tone"]) == (6.0, "worse")
    assert marks[marks["label"] == "Offer €80"]["x"].tolist() == [5.0]


def test_what_is_for_few_eyes_is_not_shown(warehouse: Warehouse) -> None:
    events = part(warehouse, "events", "one")
    assert "corrective_action" not in set(events["event_type"])
    assert not told(warehouse, "one").marks["hover"].str.contains("warning").any()


def test_a_silence_is_shaded_until_the_reply(warehouse: Warehouse) -> None:
    (row,) = told(warehouse, "one").silences.to_dict("records")
    assert (row["start"], row["end"], row["label"]) == (0.0, 3.0, "silent 3 d")


def test_promise_and_approval_are_joined_by_lines(warehouse: Warehouse) -> None:
    links = told(warehouse, "one").links
    assert links[["x0", "lane0", "x1", "lane1", "tone"]].to_numpy().tolist() == [
        [4.0, 1, 6.0, 1, "worse"],
        [5.0, 1, 7.0, 2, "mute"],
    ]


def test_the_axis_ends_where_it_went_quiet(warehouse: Warehouse) -> None:
    quiet = told(warehouse, "quiet")
    assert (quiet.now, quiet.limit) == (None, 14.0)
    assert quiet.end == pytest.approx(14 * 1.12)
    assert quiet.silences["label"].tolist() == ["silent 148 d"]
    assert timeline.answer(quiet, 1) == "1 event, then nothing for 134 d."
    busy = told(warehouse, "one")
    assert busy.now == busy.end == pytest.approx(28 + 4 / 24)
    assert told(warehouse, "closed").now is None


def test_texts_are_shown_and_not_obeyed(warehouse: Warehouse) -> None:
    story = told(warehouse, "one")
    hover = story.marks[story.marks["label"] == "Complaint"]["hover"].iloc[0]
    assert "<script>" not in hover
    assert "&lt;script&gt;" in hover
    assert len(hover) < 500
    events = part(warehouse, "events", "one")
    table = timeline.table(events, timezone="Europe/Budapest", currency="EUR", opened=OPENED)
    assert table["Text"].str.len().max() == 300
    assert table["When"].iloc[0] == datetime(2026, 3, 2, 9)


def test_the_sentence_tells_how_we_did(warehouse: Warehouse) -> None:
    facts = records.of(panel_rows.panel(warehouse, "one_incident", incident_id="one"))[0]
    sentence = incident_words.sentence(facts, part(warehouse, "promises", "one"), part(warehouse, "silences", "one"))
    assert sentence == (
        "Open, 28 d old: :orange[**the customer waited 3 d in silence**], we apologised in general words after 3 d, "
        ":orange[**the promise was broken**]."
    )


def test_the_title_says_what_failed_and_whom_it_is_about(warehouse: Warehouse) -> None:
    facts = records.of(panel_rows.panel(warehouse, "one_incident", incident_id="quiet"))[0]
    assert incident_words.title(facts, panels.choices(warehouse)).endswith(" · what failed: attention · about boss")


def test_an_incident_without_events_draws_nothing_and_fails_nowhere(warehouse: Warehouse) -> None:
    story = told(warehouse, "bare")
    assert story.marks.empty
    chart.timeline(story, LIGHT)


def test_labels_never_cover_each_other() -> None:
    marks = pd.DataFrame(
        {
            "x": [0.0, 0.1, 0.2, 5.0],
            "lane": [0, 0, 0, 0],
            "label": ["Complaint", "Disputed", "Reopened", "Reply"],
            "rank": [0, 0, 1, 2],
            "offset": [0.0, 0.0, 0.0, 0.0],
        }
    )
    placed = [(row["label"], above) for row, above in chart.placed_labels(marks, 0.02)]
    assert placed == [("Complaint", True), ("Disputed", False), ("Reply", True)]


def test_every_kind_of_event_has_words() -> None:
    empty = dict.fromkeys(
        (
            "code",
            "actor_type",
            "direction",
            "question_id",
            "score",
            "amount",
            "currency",
            "duration_s",
            "wait_s",
            "channel",
        )
    )
    for kind in ("message", "apology", "wait", "sign_observed", "something new"):
        look = event_words.look(empty | {"event_type": kind, "label_source": None}, "EUR")
        assert look.title
        assert look.lane in timeline.LANES
