"""Nothing that the checks after a load would report: keys, references, codes, limits and the order of time."""

import pandas as pd
import pytest

from dashboard import contracts
from tests.sample.conftest import ReadTable
from tests.sample.test_build import WRITTEN

END = pd.Timestamp("2026-11-20T18:00:00Z")


def of_kind(events: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Events of one type, by the promise or offer they belong to."""
    return events[events["event_type"] == kind].set_index("ref_id")


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_keys_are_unique_and_filled(read_table: ReadTable, name: str) -> None:
    keys = read_table(name)[list(contracts.tables()[name].key)]
    assert keys.notna().all().all()
    assert not keys.duplicated().any()


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_references_lead_somewhere(read_table: ReadTable, name: str) -> None:
    rows = read_table(name)
    for column in contracts.tables()[name].columns.values():
        if column.references and column.name in rows:
            table, key = column.references.split(".")
            assert set(rows[column.name].dropna()) <= set(read_table(table)[key]), column.name


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_codes_are_on_their_lists(read_table: ReadTable, name: str) -> None:
    rows = read_table(name)
    for column in contracts.tables()[name].columns.values():
        if column.list and column.name in rows:
            allowed = {code.code for code in contracts.code_list(column.list)}
            assert set(rows[column.name].dropna()) <= allowed, column.name


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_numbers_and_times_keep_their_limits(read_table: ReadTable, name: str) -> None:
    rows = read_table(name)
    for column in contracts.tables()[name].columns.values():
        values = rows[column.name].dropna() if column.name in rows else pd.Series(dtype=str)
        if values.empty:
            continue
        if column.minimum is not None:
            assert values.astype(float).min() >= column.minimum, column.name
        if column.maximum is not None:
            assert values.astype(float).max() <= column.maximum, column.name
        if column.is_time and not column.may_be_future and name != "calendar":
            assert pd.to_datetime(values, utc=True).max() <= END, column.name


def test_every_column_of_the_main_tables_is_written(read_table: ReadTable) -> None:
    for name in ("customers", "incidents", "incident_events", "losses", "agents", "interventions"):
        assert set(contracts.tables()[name].columns) == set(read_table(name).columns), name


def test_every_type_of_event_happens(read_table: ReadTable) -> None:
    happened = set(read_table("incident_events")["event_type"])
    rare = {"litigation_filed", "corrective_action"}
    assert {code.code for code in contracts.code_list("event_type")} - happened <= rare


def test_events_follow_the_opening_and_each_other(read_table: ReadTable) -> None:
    events = read_table("incident_events").merge(read_table("incidents"), on="incident_id", suffixes=("", "_incident"))
    assert (events["event_at"] >= events["opened_at"]).all()
    assert (events["event_at"] <= events["updated_at"]).all()
    same = events["incident_id"].eq(events["incident_id"].shift())
    assert (events["event_at"] >= events["event_at"].shift())[same].all()


def test_incidents_run_forward_and_within_a_spell(read_table: ReadTable) -> None:
    incidents = read_table("incidents")
    for column in ("resolved_at", "closed_at", "deadline_at"):
        filled = incidents[incidents[column].notna()]
        assert (filled[column] >= filled["opened_at"]).all(), column
    days = pd.to_datetime(incidents["opened_at"]).dt.tz_convert("Europe/Budapest").dt.strftime("%Y-%m-%d")
    spells = read_table("customer_spells").merge(incidents.assign(day=days), on="customer_id")
    inside = (spells["start_at"] <= spells["day"]) & (spells["end_at"].isna() | (spells["day"] <= spells["end_at"]))
    assert set(spells[inside]["incident_id"]) == set(incidents["incident_id"])


def test_the_table_of_incidents_agrees_with_the_events(read_table: ReadTable) -> None:
    incidents = read_table("incidents").set_index("incident_id")
    events = read_table("incident_events")
    reopened = events[events["event_type"] == "reopened"].groupby("incident_id").size()
    assert reopened.reindex(incidents.index, fill_value=0).eq(incidents["reopened_count"].astype(int)).all()
    last = events[events["event_type"] == "resolved"].groupby("incident_id")["event_at"].max()
    solved = incidents["resolved_at"].dropna()
    assert last.reindex(solved.index).eq(solved).all()
    closed = events[events["event_type"] == "closed"].set_index("incident_id")["event_at"]
    assert incidents["closed_at"].dropna().to_dict() == closed.to_dict()


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("promise_made", "promise_fulfilled"),
        ("promise_made", "promise_rescheduled"),
        ("promise_made", "promise_cancelled"),
        ("comp_offered", "comp_accepted"),
        ("comp_offered", "comp_declined"),
        ("comp_accepted", "comp_paid"),
    ],
)
def test_promises_and_offers_come_before_what_becomes_of_them(read_table: ReadTable, first: str, then: str) -> None:
    events = read_table("incident_events")
    before, after = of_kind(events, first), of_kind(events, then)
    assert before.index.is_unique
    assert (before["event_at"].reindex(after.index) <= after["event_at"]).all()


def test_promises_fall_due_after_they_are_made(read_table: ReadTable) -> None:
    made = of_kind(read_table("incident_events"), "promise_made")
    assert not (made["due_at"].notna() & made["due_date"].notna()).any()
    assert (made["due_at"].dropna() > made["event_at"].reindex(made["due_at"].dropna().index)).all()
    assert (made["due_date"].dropna() >= made["event_at"].str[:10].reindex(made["due_date"].dropna().index)).all()


def test_losses_come_after_acquisition_and_their_incident(read_table: ReadTable) -> None:
    losses = read_table("losses").merge(read_table("customers"), on="customer_id")
    assert (losses["lost_at"] > losses["acquired_at"]).all()
    assert (losses["won_back_at"].dropna() > losses.loc[losses["won_back_at"].notna(), "lost_at"]).all()
    told = losses.merge(read_table("incidents"), left_on="evidence_incident_id", right_on="incident_id")
    assert (told["opened_at"].str[:10] <= told["lost_at"]).all()
    assert (told["customer_id_x"] == told["customer_id_y"]).all()


def test_weights_of_each_loss_add_up_to_one(read_table: ReadTable) -> None:
    reasons = read_table("loss_reasons")
    totals = reasons["weight"].astype(float).groupby(reasons["loss_id"]).sum()
    assert totals.sub(1).abs().max() < 1e-9
    assert set(totals.index) == set(read_table("losses")["loss_id"])


def test_staff_act_while_they_are_here(read_table: ReadTable) -> None:
    events = read_table("incident_events").query("actor_type in ['agent', 'manager']")
    events["day"] = pd.to_datetime(events["event_at"]).dt.tz_convert("Europe/Budapest").dt.strftime("%Y-%m-%d")
    for column in ("actor_id", "approver_id"):
        acts = events.dropna(subset=[column]).merge(read_table("agents"), left_on=column, right_on="agent_id")
        valid = (acts["valid_from"] <= acts["day"]) & (acts["valid_to"].isna() | (acts["day"] < acts["valid_to"]))
        assert valid.groupby(acts["event_id"]).sum().eq(1).all(), column


def test_owners_are_here_when_an_incident_opens(read_table: ReadTable) -> None:
    agents = read_table("agents")
    days = pd.to_datetime(read_table("incidents")["opened_at"]).dt.tz_convert("Europe/Budapest").dt.strftime("%Y-%m-%d")
    work = read_table("incidents").assign(day=days).merge(agents, on="agent_id")
    valid = (work["valid_from"] <= work["day"]) & (work["valid_to"].isna() | (work["day"] < work["valid_to"]))
    assert valid.groupby(work["incident_id"]).sum().eq(1).all()
    assert (work.loc[valid, "team_id_x"] == work.loc[valid, "team_id_y"]).all()
