"""The order in which marts are built, and what they read."""

from datetime import datetime

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from dashboard.engine import kpis
from dashboard.warehouse import models
from tests.company import create_tables

CALENDAR = {"parameters", "local_offsets", "utc_offsets", "calendar_weeks", "calendar_months"}


@pytest.mark.parametrize("name", sorted(models.models()))
def test_what_a_model_reads_is_what_a_parser_finds(name: str) -> None:
    tree = sqlglot.parse_one(models.models()[name].sql, read="duckdb")
    named = {cte.alias for cte in tree.find_all(exp.CTE)}
    read = {table.name for table in tree.find_all(exp.Table) if not table.db} - named - CALENDAR
    assert models.models()[name].reads == read


def test_a_model_stands_after_what_it_reads() -> None:
    seen: set[str] = set()
    for model in models.models().values():
        assert model.reads <= seen
        seen.add(model.name)


@pytest.mark.parametrize("kpi_id", sorted(kpis.registry()))
def test_a_kpi_finds_all_its_marts_for_an_earlier_cut_off(kpi_id: str) -> None:
    con = duckdb.connect()
    create_tables(con)
    models.prepare(con, datetime(2026, 3, 2), "Europe/Budapest")
    kpi = kpis.find(kpi_id)
    for model in models.needed_for(models.tables_read(kpi.sql)):
        models.create(con, model)
    assert con.sql(kpi.sql).fetchall() == []
