"""The page of the incidents: the queue, its quick filters, one incident, and what cannot be shown, from links."""

import re
from pathlib import Path

import pytest

from dashboard.warehouse.reader import Warehouse
from tests import company, tickets
from tests.views.opening import opened, text, tiles


@pytest.fixture(scope="module")
def everything(complete_company: Warehouse) -> Path:
    return complete_company.path.parent


@pytest.fixture(scope="module")
def tickets_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tickets")
    tickets.publish(folder / "warehouse", folder / "files")
    return folder / "warehouse"


def one(warehouse: Warehouse, where: str) -> str:
    sql = f"select incident_id from incident_facts where {where} order by incident_id limit 1"  # noqa: S608 - ours
    return str(warehouse.frame(sql)["incident_id"][0])


def test_the_queue_of_a_whole_company(everything: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(everything, monkeypatch, "incidents")
    shown = text(app)
    assert "open complaints** hold €" in app.header[0].value
    assert "with a broken promise" in app.header[0].value
    assert "by yearly revenue × days past the limit" in shown
    for question in ("Which causes, ours or theirs?", "Is a team different beyond chance?", "Where do the causes lie"):
        assert question in shown
    assert "trouble_free_share" in tiles(app)
    assert re.search(
        r"W\d\d · [\d,]+ of [\d,]+.* · 95% [\d.]+–[\d.]+%", shown.replace("\u2060", "").replace("\xa0", " ")
    )


def test_quick_filters_and_the_other_list_come_from_the_link(everything: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(everything, monkeypatch, "incidents", only=["Silent wait now", "Our fault, no apology"], team="t1")
    assert re.search(r"\d+ of \d+ open, by yearly revenue", text(app))
    queue = next(table.value for table in app.dataframe if "Waiting" in table.value)
    assert queue["Waiting"].str.startswith("silent").all()
    assert queue["Team"].eq("North").all()
    app = opened(everything, monkeypatch, "incidents", list="Opened in these weeks", cause="mis_sold", weeks="13 weeks")
    assert "complaints opened in W35–W47" in text(app)


def test_one_incident_tells_its_story(
    everything: Path, complete_company: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident_id = one(complete_company, "is_complaint and first_apology_at is not null")
    shown = text(opened(everything, monkeypatch, "incidents", incident=incident_id))
    for words in (
        "What happened, and who waited?",
        "Why does this incident count?",
        "What came afterwards?",
        "The queue",
    ):
        assert words in shown
    assert "we apologised" in shown
    assert "count against us" in shown


def test_a_question_is_no_complaint(
    everything: Path, complete_company: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(everything, monkeypatch, "incidents", incident=one(complete_company, "kind = 'question'"))
    assert app.header[0].value.startswith("This is a question, no complaint")


def test_an_unknown_incident_is_said_in_words(everything: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(everything, monkeypatch, "incidents", incident="<b>no such</b>")
    assert "There is no incident" in app.header[0].value
    assert "<b>" not in app.header[0].value
    next(button for button in app.button if button.label == "Show all incidents").click().run()
    assert "open complaints" in app.header[0].value


def test_an_incident_of_another_team_is_not_shown_unasked(
    everything: Path, complete_company: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident_id = one(complete_company, "team_id = 't1'")
    app = opened(everything, monkeypatch, "incidents", incident=incident_id, team="t2")
    assert "outside your filters" in app.header[0].value
    assert "Why does this incident count?" not in text(app)
    next(button for button in app.button if button.label == "Show it without the other filters").click().run()
    assert "Why does this incident count?" in text(app)


def test_nothing_matching_is_said(everything: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(everything, monkeypatch, "incidents", team="nobody")
    assert app.header[0].value == "No complaint is open."
    assert "The data have no team" in text(app)


def test_tickets_alone_give_a_list_and_say_what_is_missing(tickets_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = text(opened(tickets_only, monkeypatch, "incidents"))
    assert "Cannot be told yet" in shown
    assert "needs incidents.cause" in shown
    incident = text(opened(tickets_only, monkeypatch, "incidents", incident="N5"))
    assert "No event is on record" in incident
    assert "not measured" in incident


@pytest.mark.parametrize("left_out", [("incident_events",), ("account_month", "account_cost"), ("customers", "losses")])
def test_every_missing_table_leaves_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left_out: tuple[str, ...]
) -> None:
    company.publish(tmp_path, 60, weeks=8, leave_out=left_out, version="20261120T180000000Z-00000021")
    assert "complaint" in text(opened(tmp_path, monkeypatch, "incidents"))
    assert "Why does this incident count?" in text(opened(tmp_path, monkeypatch, "incidents", incident="i7"))
    assert text(opened(tmp_path, monkeypatch, "customer", customer="c3"))


def test_one_incident_of_one_week_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    company.publish(tmp_path, 1, weeks=1, version="20261120T180000000Z-00000022")
    assert text(opened(tmp_path, monkeypatch, "incidents"))
    assert text(opened(tmp_path, monkeypatch, "incidents", incident="i0"))
