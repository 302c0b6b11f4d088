"""The cases behind a number as an export: the same rows, with everything that is needed to make them again."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet
import pytest

from dashboard.engine import kpis, measures
from dashboard.engine.filters import Filters
from dashboard.engine.statements import ROW_COLUMNS
from dashboard.exports import again, cases, files, meanings, personal, sizes, small_cells
from dashboard.state import downloads
from dashboard.state.database import open_state
from dashboard.state.place import state_url
from dashboard.warehouse.reader import Warehouse
from tests.exports.exporting import AS_OF, few_answers, leftovers
from tests.golden import literal

T1 = Filters.of({"team_id": ["t1"]}, "2026-W01..2026-W09")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return literal.publish(tmp_path_factory.mktemp("few"), few_answers(), AS_OF)


def test_the_export_tells_how_to_make_it_again(warehouse: Warehouse) -> None:
    document = cases.export(warehouse, "apology_rate", T1).about.document()
    assert document["rows"] == 3
    assert document["filters"] == "team: t1; weeks 2026-W01 to 2026-W09"
    assert document["weeks"] == "2026-W01 to 2026-W09"
    assert document["time_zone"] == "Europe/Budapest"
    assert document["data_as_of"] == "2026-03-02T12:00:00Z"
    assert document["data_version"] == warehouse.version.version
    assert document["sample"] is None
    assert document["link"] == "/apology_rate?team=t1&weeks=2026-W01..2026-W09&of=All+weeks+shown"
    again = "--where team_id=t1 --weeks 2026-W01..2026-W09 --as-of 2026-03-02T12:00:00Z"
    assert document["command"] == f"python -m dashboard rows apology_rate {again}"


def test_the_sql_of_the_export_gives_its_rows(warehouse: Warehouse) -> None:
    export = cases.export(warehouse, "apology_rate", T1)
    again = warehouse.frame(export.about.sql[0])
    assert tuple(again.columns) == export.rows.columns == tuple(name for name, _ in export.about.columns)
    assert again["case_id"].tolist() == measures.rows(warehouse, "apology_rate", T1)["case_id"].tolist()


@pytest.mark.parametrize(
    ("filters", "states", "link"),
    [
        (Filters(), ("counted",), "/apology_rate?weeks=All+weeks&of=All+weeks+shown"),
        (Filters.of({"kind": ["complaint"]}), ("counted",), None),
        (Filters(), ("counted", "unknown"), None),
    ],
)
def test_a_link_is_given_only_where_a_page_shows_the_same(
    warehouse: Warehouse, filters: Filters, states: tuple[str, ...], link: str | None
) -> None:
    assert cases.export(warehouse, "apology_rate", filters, states).about.link == link
    earlier = warehouse.at(AS_OF - timedelta(days=7))
    assert cases.export(earlier, "apology_rate", filters, states).about.link is None


def test_an_earlier_cut_off_is_copied_too(warehouse: Warehouse, tmp_path: Path) -> None:
    earlier = warehouse.at(AS_OF - timedelta(days=7))
    files.write(cases.export(earlier, "apology_rate", Filters()), "parquet", tmp_path / "rows.parquet")
    assert pyarrow.parquet.read_metadata(tmp_path / "rows.parquet").num_rows == 9
    assert leftovers(tmp_path) == ["rows.parquet"]


def test_survey_answers_of_few_leave_without_the_answers(warehouse: Warehouse) -> None:
    few, enough = (cases.export(warehouse, "handled_well", Filters.of({"team_id": [team]})) for team in ("t1", "t2"))
    rows = few.rows.reader().read_all().to_pylist()
    assert len(rows) == 3
    assert {(row["numerator"], row["denominator"], row["score"]) for row in rows} == {(None, None, None)}
    assert few.about.notes == (small_cells.NOTE,)
    assert [row["score"] for row in enough.rows.reader().read_all().to_pylist()] == [4.0] * 6
    assert enough.about.notes == ()


def test_answers_of_few_leave_when_asked_for_and_that_is_written_down(warehouse: Warehouse, tmp_path: Path) -> None:
    asked = cases.export(warehouse, "handled_well", T1, few_answers=True)
    assert [row["score"] for row in asked.rows.reader().read_all().to_pylist()] == [4.0] * 3
    assert asked.about.notes == ()
    assert "--few-answers" in str(asked.about.command)
    enough = cases.export(warehouse, "handled_well", Filters(), few_answers=True)
    assert "--few-answers" not in str(enough.about.command)
    for export in (asked, enough):
        personal.record(export, "csv", "Ana", tmp_path / "w")
    with open_state(state_url(tmp_path / "w")).read() as session:
        (log,) = downloads.downloads(session)
    assert (log.author, log.row_count) == ("Ana", 3)
    assert {"numerator", "score"} <= set(log.columns.split(", "))


@pytest.mark.parametrize(
    ("states", "filters", "is_told"),
    [
        (("counted", "unknown", "immature"), T1, True),
        (("unknown",), T1, False),
        (("counted",), T1.between(T1.first_week, None), False),
    ],
)
def test_a_command_is_told_where_there_is_one(
    warehouse: Warehouse, states: tuple[str, ...], filters: Filters, is_told: bool
) -> None:
    told = cases.export(warehouse, "apology_rate", filters, states).about.command
    assert (told is not None) is is_told
    if told:
        assert "--all" in told
        file = again.into_file(told, tmp := Path("/data of us"), "csv", "apology")
        assert file == f"{told} --warehouse '{tmp}' --format csv --out apology.zip"


def test_cases_without_an_answer_do_not_make_a_few_answers_many(tmp_path: Path) -> None:
    tables = few_answers()
    events = tables["incident_events"]
    answers = [row for row in events if row["event_type"] == "survey_answer"]
    for item, many in (("effort_customer", 9), ("effort_company", 6)):
        events += [row | {"event_id": f"{row['event_id']}-{item}", "question_id": item} for row in answers[:many]]
    few = literal.publish(tmp_path, tables, AS_OF)
    states = ("counted", "unknown", "immature")
    export = cases.export(few, "customer_more_effort", Filters.of({"team_id": ["t2"]}), states)
    rows = export.rows.reader().read_all().to_pylist()
    assert sorted(row["state"] for row in rows) == ["counted"] * 3 + ["unknown"] * 3
    assert {row["numerator"] for row in rows} == {None}
    assert export.about.notes == (small_cells.NOTE,)


def test_small_groups_stay_where_nothing_was_asked_of_people(warehouse: Warehouse) -> None:
    rows = cases.export(warehouse, "apology_rate", T1).rows.reader().read_all()
    assert sum(rows.column("numerator").to_pylist()) == 3


def test_surveys_are_told_by_what_they_need() -> None:
    found = {kpi.id for kpi in kpis.registry().values() if small_cells.is_survey(kpi)}
    assert {"handled_well", "c_cer", "recommend_after_incident", "high_effort_share"} <= found
    assert not found & {"apology_rate", "people_told_band", "abandoned_unhappy", "incidents_opened"}


def test_personal_columns_leave_only_when_asked_for_and_that_is_written_down(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meanings, "personal_columns", lambda: frozenset({"product"}))
    without, with_it = (cases.export(warehouse, "apology_rate", T1, personal=asked) for asked in (False, True))
    assert "product" not in without.rows.columns
    assert (without.personal, without.has_personal) == (("product",), False)
    assert "product" in with_it.rows.columns
    folder = tmp_path / "w"
    for export in (without, with_it, replace(with_it, personal=(), has_personal=False)):
        personal.record(export, "csv", "Ana", folder)
    with open_state(state_url(folder)).read() as session:
        (log,) = downloads.downloads(session)
    assert (log.author, log.columns, log.row_count) == ("Ana", "product", 3)
    assert "Apology rate" in log.what


def test_the_personal_columns_are_those_of_the_data_model() -> None:
    assert meanings.personal_columns() == {"name", "body", "evidence_text"}
    for kpi in kpis.registry().values():
        assert not meanings.personal_columns() & set(kpi.own_columns), kpi.id


def test_every_column_has_a_meaning() -> None:
    for kpi in kpis.registry().values():
        told = meanings.of_cases(kpi, (*ROW_COLUMNS, *kpi.own_columns))
        assert [name for name, meaning in told if not meaning.endswith((".", "?"))] == [], kpi.id


def test_many_rows_are_not_sorted_and_say_so(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "MOST_ORDERED", 2)
    export = cases.export(warehouse, "apology_rate", T1)
    assert export.about.notes == ("More than 2 rows, so they are not sorted.",)
    assert "ORDER BY" not in export.about.sql[0]


def test_sizes_are_exact_or_near(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    export = cases.export(warehouse, "apology_rate", Filters())
    exact = {form: len(files.content(export, form)) for form in ("csv", "parquet")}
    assert {form: sizes.estimate(export, form) for form in exact} == exact
    monkeypatch.setattr(sizes, "SAMPLED", 5)
    assert all(0.7 < sizes.estimate(export, form) / size < 1.4 for form, size in exact.items())
    assert [sizes.words(size) for size in (850, 12_300, 3_400_000)] == ["850 bytes", "12 KB", "3.4 MB"]
