"""Proposals for ticket lists with free headings: found by name and by what the values are, never surer than that."""

from pathlib import Path

import pytest

from dashboard.errors import AmendsError
from dashboard.load import mappings
from tests.load.projected import projected

Rows = list[list[str | None]]

ENGLISH = [
    "Case No.",
    "Date Opened",
    "Fixed on",
    "Client ID",
    "Type",
    "Priority",
    "Queue",
    "Handled by",
    "Remarks",
    "Colour",
]
ENGLISH_ROWS: Rows = [
    ["0017", "3 Mar 2026 09:10", "2026-03-04 10:00", "C-1", "Complaint", "Urgent", "Billing", "Nino", "ok", "red"],
    ["0018", "13 Mar 2026 11:00", "", "C-2", "Question", "Someday", "Billing", "Ola", "", "blue"],
]
HUNGARIAN = [
    "Ügyszám",
    "Beérkezés dátuma",
    "Megoldás dátuma",
    "Ügyfélszám",
    "Csatorna",
    "Panasz szövege",
    "Elégedettség",
]
POLISH = ["Nr zgłoszenia", "Data zgłoszenia", "Data rozwiązania", "Numer klienta", "Kanał", "Treść", "Ocena"]
GEORGIAN = ["ნომერი", "შემოსვლის თარიღი", "მოგვარების თარიღი", "კლიენტის ნომერი", "არხი", "ტექსტი", "შეფასება"]
FOREIGN_ROWS: Rows = [["1", "2026. 03. 02. 9:05", "", "77", "telefon", "Nem működik.", "4"]]
SEVEN = ["incident_id", "opened_at", "resolved_at", "customer_id", "channel", "body", "score"]


def found(headers: list[str], rows: Rows) -> dict[str, str | None]:
    return {one.source: one.target for one in mappings.propose(headers, rows)}


def test_headings_of_a_list_are_found_and_what_is_not_stays_out() -> None:
    assert found(ENGLISH, ENGLISH_ROWS) == {
        "Case No.": "incidents.incident_id",
        "Date Opened": "incidents.opened_at",
        "Fixed on": "incidents.resolved_at",
        "Client ID": "incidents.customer_id",
        "Type": "incidents.kind",
        "Priority": "incidents.severity",
        "Queue": "incidents.team_id",
        "Handled by": "incidents.agent_id",
        "Remarks": None,
        "Colour": None,
    }


@pytest.mark.parametrize("headers", [HUNGARIAN, POLISH, GEORGIAN])
def test_headings_in_other_languages(headers: list[str]) -> None:
    made = found(headers, [[*row[:2], "2026. 03. 03.", *row[3:]] for row in FOREIGN_ROWS])
    assert [str(target).split(".")[1] for target in made.values()] == SEVEN


def test_a_name_alone_is_not_believed() -> None:
    made = {one.source: one for one in mappings.propose(["id", "created", "resolved"], [["a", "yes", "no"]] * 2)}
    assert made["created"].target is made["resolved"].target is None
    assert "No column says when a ticket was opened" in mappings.problems(list(made.values()))[0]


def test_what_only_resembles_is_not_certain_and_shows_its_values() -> None:
    rows: Rows = [["1", "2026-03-02", "x"], ["2", "2026-03-02", "y"], ["3", "2026-03-04", ""]]
    made = {one.source: one for one in mappings.propose(["id", "Date openned", "x"], rows)}
    assert made["Date openned"].target == "incidents.opened_at"
    assert not made["Date openned"].certain
    assert "resembles “date opened”" in made["Date openned"].why
    assert made["Date openned"].samples == ("2026-03-02", "2026-03-04")
    assert made["id"].certain


def test_another_day_is_offered_where_no_column_is_called_opened() -> None:
    kaggle = ["Ticket ID", "Date of Purchase", "Ticket Type", "First Response Time", "Time to Resolution"]
    row: list[str | None] = ["1", "2021-03-22", "Refund request", "2023-06-01 12:15:36", "2023-06-02 12:15:36"]
    made = {one.source: one for one in mappings.propose(kaggle, [row])}
    assert made["Date of Purchase"].target is None
    assert (made["First Response Time"].target, made["First Response Time"].certain) == ("incidents.opened_at", False)
    assert made["Time to Resolution"].target == "incidents.resolved_at"


def test_a_person_corrects_and_two_columns_cannot_be_one_thing() -> None:
    made = mappings.propose(ENGLISH, ENGLISH_ROWS)
    chosen = mappings.corrected(made, {"Remarks": "incident_events.body", "Queue": None})
    assert {one.source: one.target for one in chosen if one.why == "Chosen by you."} == {
        "Remarks": "incident_events.body",
        "Queue": None,
    }
    assert mappings.problems(chosen) == []
    twice = mappings.corrected(made, {"Colour": "incidents.kind"})
    assert mappings.problems(twice) == ["Two columns are given as “Complaint, question or request”: choose one."]
    with pytest.raises(AmendsError, match="Two columns are given"):
        mappings.mapping_text(twice, "list")


def test_the_confirmed_proposal_is_a_mapping_that_reads_the_list(tmp_path: Path) -> None:
    chosen = mappings.corrected(mappings.propose(ENGLISH, ENGLISH_ROWS), {"Remarks": "incident_events.body"})
    path = tmp_path / "list.yml"
    path.write_text(mappings.mapping_text(chosen, "Our list"), encoding="utf-8")
    made = projected(mappings.read(str(path)), ENGLISH, ENGLISH_ROWS)
    first, second = made["incidents"]
    assert (first["incident_id"], first["opened_at"], first["resolved_at"]) == (
        "0017",
        "2026-03-03 09:10",
        "2026-03-04 10:00",
    )
    assert (first["kind"], first["severity"], second["kind"], second["severity"]) == (
        "complaint",
        "4",
        "question",
        None,
    )
    assert [row["body"] for row in made["incident_events"]] == ["ok"]
    assert [row["team_id"] for row in made["teams"]] == ["Billing"]
