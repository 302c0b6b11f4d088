from pathlib import Path

import pytest

from dashboard.load.look import Look, look_at
from dashboard.load.request import LoadRequest
from dashboard.topics import upload_columns
from dashboard.topics.upload_columns import LEFT_OUT

TICKETS = "Ticket ID,Date opened,Colour\n1,2026-03-02 09:00,red\n2,2026-03-03 10:00,blue\n"
ZENDESK = (
    "id,created_at,updated_at,requester_id,assignee_id,group_id,status,subject,via_channel,priority,type\n"
    "7,2026-03-02 08:00:00,2026-03-02 09:00:00,4,5,3,open,Late,web,high,problem\n"
)
MODEL = "incident_id,opened_at,mood\n1,2026-03-02,x\n"


def looks(folder: Path, **files: str) -> dict[str, Look]:
    """What files are, by their names without `.csv`."""
    paths = []
    for name, text in files.items():
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return {look.path.stem: look for look in look_at(LoadRequest(tuple(paths)))}


def becomes(look: Look) -> dict[str, str]:
    """What each column of a known file becomes."""
    return {column.heading: column.becomes for column in upload_columns.columns(look)}


def test_the_columns_of_a_system_say_what_they_become(tmp_path: Path) -> None:
    found = looks(tmp_path, ticket=ZENDESK)["ticket"]
    assert found.mapping == "zendesk"
    told = becomes(found)
    assert "When it was opened" in told["created_at"]
    assert "Number of the ticket" in told["id"]
    assert "Status" in told["status"]
    assert upload_columns.samples(found, 1) == "2026-03-02 08:00:00"


def test_the_columns_of_a_table_of_the_model(tmp_path: Path) -> None:
    found = looks(tmp_path, incidents=MODEL)["incidents"]
    assert found.table == "incidents"
    assert becomes(found) == {
        "incident_id": "Number of the ticket",
        "opened_at": "When it was opened",
        "mood": LEFT_OUT,
    }
    assert upload_columns.why(found) == "2 of its 3 headings are columns of this table."


def test_a_file_that_is_nothing_of_the_system_is_left_out(tmp_path: Path) -> None:
    found = looks(tmp_path, ticket=ZENDESK, colours="name,shade\nred,dark\n")
    way = upload_columns.way_of_systems(list(found.values()))
    assert [path.name for path in way.paths] == ["ticket.csv"]
    assert [path.name for path in way.left_out] == ["colours.csv"]
    assert (way.mapping, way.asks) == (None, ())


def test_lists_with_the_same_headings_are_one_and_tables_go_with_them(tmp_path: Path) -> None:
    found = looks(tmp_path, june=TICKETS, colours="name,shade\nred,dark\n", july=TICKETS + "3,2026-07-01,\n",
                  incidents=MODEL)  # fmt: skip
    groups = upload_columns.lists(found.values())
    assert [[look.path.stem for look in group] for group in groups] == [["june", "july"], ["colours"]]
    way = upload_columns.way_of_list(list(found.values()), groups[0], tmp_path / "june.yml")
    assert [path.stem for path in way.paths] == ["june", "july", "incidents"]
    assert [path.stem for path in way.left_out] == ["colours"]


def test_a_mapping_that_needs_an_answer_asks(tmp_path: Path, real_data: Path) -> None:
    path = real_data / "telco_ibm_plain" / "Telco-Customer-Churn.csv"
    (found,) = look_at(LoadRequest((path,)))
    (question,) = upload_columns.way_of_systems([found]).asks
    assert "day" in question
    assert "Customers: customer id" in becomes(found)["customerID"]


@pytest.mark.parametrize("length", [59, 60, 61, 500])
def test_long_texts_are_cut(length: int) -> None:
    assert len(upload_columns.shortened("x" * length)) == min(length, 60)
