"""The canonical model is whole and consistent in itself."""

import pytest

from dashboard import contracts
from dashboard.contracts import Column, Table

COLUMNS = [(table, column) for table in contracts.tables().values() for column in table.columns.values()]
IDS = [f"{table.name}.{column.name}" for table, column in COLUMNS]


def test_tables_come_in_the_order_of_the_model() -> None:
    assert list(contracts.tables())[:4] == ["customers", "customer_spells", "contacts", "account_month"]
    assert len(contracts.tables()) == 22


def test_only_keys_are_required_but_for_the_opening_of_an_incident() -> None:
    beyond_keys = {table.name: set(table.required) - set(table.key) for table in contracts.tables().values()}
    assert {name: columns for name, columns in beyond_keys.items() if columns} == {"incidents": {"opened_at"}}


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=IDS)
def test_every_column_is_well_described(table: Table, column: Column) -> None:
    assert contracts.duckdb_type(column)
    assert column.description.strip()
    assert (column.type == "enum") == (column.list is not None)
    if column.references:
        other, name = column.references.split(".")
        assert name in contracts.tables()[other].columns
    if column.default is not None and column.list is not None:
        assert column.default in {code.code for code in contracts.code_list(column.list)}
    if column.may_be_future:
        assert column.is_time


def test_keys_and_the_column_of_the_newest_exist() -> None:
    for table in contracts.tables().values():
        assert set(table.key) <= table.columns.keys()
        assert table.newest_by is None or table.newest_by in table.columns


def test_stored_columns_keep_the_raw_text_of_enums_beside_them() -> None:
    stored = contracts.tables()["incidents"].stored
    names = list(stored)
    assert names[names.index("kind") + 1] == "kind_raw"
    assert stored["opened_at"] == "TIMESTAMP"


def test_every_list_is_used_and_every_used_list_exists() -> None:
    used = {column.list for _, column in COLUMNS if column.list}
    assert used == set(contracts.code_lists())


@pytest.mark.parametrize("name", list(contracts.code_lists()))
def test_codes_are_unique_and_labelled_in_four_languages(name: str) -> None:
    codes = contracts.code_list(name)
    assert len({code.code for code in codes}) == len(codes)
    for code in codes:
        assert all(code.labels[language].strip() for language in ("en", "hu", "pl", "ka"))
        assert code.code == code.code.strip()
        assert any("ა" <= sign <= "ჰ" for sign in code.labels["ka"])


def test_event_codes_hold_the_eighteen_signs() -> None:
    codes = [code.code for code in contracts.code_list("event_code")]
    assert [code for code in codes if code.startswith("S")] == [f"S{number:02}" for number in range(1, 19)]


def test_personal_columns_are_marked() -> None:
    assert {f"{t.name}.{c.name}" for t, c in COLUMNS if c.pii} == {
        "customers.name",
        "incident_events.body",
        "losses.evidence_text",
    }


def test_tiers_name_existing_columns_and_codes() -> None:
    for tier in contracts.tiers():
        for need in (need for group in tier.alternatives for need in group):
            column = contracts.tables()[need.table].columns[need.column]
            if need.value is not None:
                assert need.value in {code.code for code in contracts.code_list(column.list or "")}
