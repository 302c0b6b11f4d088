"""Traps of real data, each loaded: nothing is lost, nothing is guessed in silence, and what was odd is said."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.engine import beside, measures
from dashboard.load.look import look_at, save_proposal
from dashboard.load.publish import load
from dashboard.load.request import LoadRequest
from dashboard.warehouse.reader import Warehouse, open_current
from tests.load.loading import Loaded, loaded, loaded_files, write_files

BUREAU = "Date received,Product,Issue,Submitted via,Company response to consumer,Timely response?,Consumer disputed?"


def whole(made: Loaded) -> None:
    """Every row read is loaded, rejected or told as a duplicate."""
    for name, table in made.built.tables.items():
        assert table.read == table.loaded + table.rejected + table.duplicates, name


def said(made: Loaded, *words: str) -> list[str]:
    return [warning for warning in made.built.warnings if all(word in warning for word in words)]


def test_a_blank_timely_is_no_answer_yet_and_not_late(tmp_path: Path) -> None:
    rows = ["03/05/2021,Loan,Fees,Web,In progress,,", "03/06/2021,Loan,Fees,Web,Closed with explanation,No,Yes"]
    with loaded_files(tmp_path, {"b.csv": "\n".join([BUREAU, *rows, ""])}, mapping="cfpb") as made:
        whole(made)
        late = "select status, deadline_at, resolved_at from canonical.incidents order by opened_at"
        assert made.rows(late) == [("In progress", None, None), ("Closed with explanation", None, None)]
        # Yes and No are read as such: one consumer disputed.
        disputed = "select count(*) from canonical.incident_events where event_type = 'customer_disputed'"
        assert made.rows(disputed) == [(1,)]


def test_final_values_repeated_on_every_event_row_count_once(tmp_path: Path) -> None:
    head = "number,incident_state,opened_at,sys_updated_at,sys_mod_count,resolved_at,closed_at,reopen_count"
    states = ["New", "Active", "Resolved", "Closed"]
    rows = [f"INC1,{state},01-03-2026 08:00,0{day}-03-2026 09:00,{day},03-03-2026 09:00,04-03-2026 09:00,0"
            for day, state in enumerate(states, start=1)]  # fmt: skip
    with loaded_files(tmp_path, {"log.csv": "\n".join([head, *rows, ""])}) as made:
        whole(made)
        assert made.counts("incidents") == (4, 1, 0, 3)
        events = "select event_type, count(*) from canonical.incident_events group by all order by 1"
        assert made.rows(events) == [("closed", 1), ("resolved", 1)]


def test_two_editions_that_disagree_are_told_with_their_files(tmp_path: Path) -> None:
    head = "incident_id,opened_at,status,updated_at"
    files = {
        "incidents-2026-03.csv": f"{head}\n007,2026-03-01,open,2026-03-01\n008,2026-03-02,open,2026-03-02\n",
        "incidents-2026-04.csv": f"{head}\n007,2026-03-01,solved,2026-04-01\n008,2026-03-02,open,2026-03-02\n",
    }
    with loaded_files(tmp_path, files) as made:
        whole(made)
        assert made.counts("incidents") == (4, 2, 0, 2)
        assert made.rows("select incident_id, status from canonical.incidents order by 1") == [
            ("007", "solved"),
            ("008", "open"),
        ]
        [told] = said(made, "differ from those of the same key")
        assert "1 rows of " in told
        assert told.index("incidents-2026-03.csv") < told.index("incidents-2026-04.csv")


def test_a_merged_extract_keeps_the_newest_of_an_id(tmp_path: Path) -> None:
    head = "Case Number,Account Name,Status,Priority,Case Origin,Date/Time Opened,Date/Time Closed,Last Modified Date"
    old = "00017,Ana Ltd,New,High,Phone,2026-03-02 09:10,,2026-03-02 09:10"
    new = "00017,Ana Ltd,Closed,High,Phone,2026-03-02 09:10,2026-03-04 09:10,2026-03-04 09:10"
    with loaded_files(tmp_path, {"merged.csv": "\n".join([head, new, old, old, ""])}) as made:
        whole(made)
        assert made.counts("incidents") == (3, 1, 0, 2)
        assert made.rows("select incident_id, status from canonical.incidents") == [("00017", "Closed")]


YEAR_DAY_MONTH = [date(2026, 1, 3) + timedelta(days=11 * number) for number in range(12)]


def test_dates_written_year_day_month_are_found_by_days_above_twelve(tmp_path: Path) -> None:
    rows = [f"{number},{day:%Y-%d-%m} 09:00:00" for number, day in enumerate(YEAR_DAY_MONTH)]
    with loaded_files(tmp_path, {"incidents.csv": "\n".join(["incident_id,opened_at", *rows, ""])}) as made:
        assert made.counts("incidents") == (12, 12, 0, 0)
        days = made.rows("select cast(opened_at as date) from canonical.incidents order by 1")
        assert [day for (day,) in days] == YEAR_DAY_MONTH
        assert said(made, "incidents.opened_at", "swapped", "year, day, month")


def test_days_that_a_spreadsheet_swapped_up_to_the_twelfth_are_reported(tmp_path: Path) -> None:
    days = [date(2026, 2, 1) + timedelta(days=number) for number in range(75)]
    swapped = [f"{day:%Y-%d-%m}" if day.day <= 12 else f"{day:%Y-%m-%d}" for day in days]
    rows = [f"{number},{day}" for number, day in enumerate(swapped)]
    files = {"incidents.csv": "\n".join(["incident_id,opened_at", *rows, ""])}
    with loaded_files(tmp_path / "swapped", files, as_of=datetime(2026, 12, 31)) as made:
        whole(made)
        [told] = said(made, "incidents.opened_at", "look as if day and month were swapped")
        assert "day after the 12th" in told
    right = "\n".join(["incident_id,opened_at", *(f"{number},{day}" for number, day in enumerate(days)), ""])
    with loaded_files(tmp_path / "right", {"incidents.csv": right}) as made:
        assert said(made, "swapped") == []


def test_windows_1252_and_leading_zeros_survive_a_proposed_list(tmp_path: Path) -> None:
    text = "Case No;Date opened;Customer number;Description\n0045;2026-03-02;0007;Größe falsch – geändert\n"
    folder = write_files(tmp_path / "in", {"list.csv": text.encode("cp1252")})
    [look] = look_at(LoadRequest((folder / "list.csv",)))
    path = save_proposal(look.columns, look.path, tmp_path / "warehouse")
    with loaded(tmp_path / "out", folder / "list.csv", mapping=str(path)) as made:
        whole(made)
        assert made.rows("select incident_id, customer_id from canonical.incidents") == [("0045", "0007")]
        assert made.rows("select body from canonical.incident_events where event_type = 'message'") == [
            ("Größe falsch – geändert",)
        ]


@pytest.fixture(scope="module")
def recent(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Ten a week, every one solved after ten days and asked then; so those of the last days are open and not asked."""
    folder = tmp_path_factory.mktemp("recent")
    incidents, events = (
        ["incident_id,opened_at,customer_id"],
        ["event_id,incident_id,event_at,event_type,actor_type,question_id,score"],
    )
    last = datetime(2026, 3, 29, 12)
    for number in range(100):
        opened = datetime(2026, 1, 19, 9) + timedelta(days=number * 0.7)
        solved = opened + timedelta(days=10)
        incidents.append(f"T{number},{opened},C{number}")
        if solved <= last:
            events.append(f"r{number},T{number},{solved},resolved,agent,,")
            events.append(f"s{number},T{number},{solved},survey_sent,system,,")
            if number % 4 == 0:
                events.append(f"a{number},T{number},{solved},survey_answer,customer,satisfaction,5")
    files = {"incidents.csv": "\n".join([*incidents, ""]), "incident_events.csv": "\n".join([*events, ""])}
    write_files(folder / "in", files)
    load(LoadRequest((folder / "in",), as_of=last), folder / "wh", lambda _stage, _share: None)
    return open_current(folder / "wh")


def test_a_share_that_falls_because_recent_cases_are_open_is_provisional(recent: Warehouse) -> None:
    weeks = measures.measure(recent, "claimed_resolved_14d")
    is_final = weeks["status"] == "final"
    final, running = weeks[is_final], weeks[~is_final]
    assert (final["value"] == 1).all()
    assert len(final) >= 6
    assert len(running) >= 2
    # What is not over is not in the denominator: open cases of the last days lower nothing.
    assert running["immature"].sum() > 0
    assert (running["value"].dropna() == 1).all()


def test_ratings_that_exist_on_closed_cases_only_show_their_response_rate(recent: Warehouse) -> None:
    facts = beside.facts(recent, "handled_well")
    [rate] = facts[facts["label"].str.contains("nswered")].to_dict("records")[:1]
    assert rate["value"] == pytest.approx(0.25, abs=0.02)
    assert rate["n"] < 100
