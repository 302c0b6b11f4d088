"""Panels under filters: what stands behind `chosen.<name>`, without and with weeks."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.engine import measures, panel_rows
from dashboard.engine.filters import Filters
from dashboard.errors import AmendsError
from dashboard.warehouse.reader import Warehouse, open_current
from tests import company

WEEK = date(2026, 9, 7)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("panels")
    company.publish(folder, 800, weeks=30, kpi_ids=["apology_rate"])
    return open_current(folder)


def counted(warehouse: Warehouse, sql: str, filters: Filters) -> int:
    return int(warehouse.frame(panel_rows.narrowed(sql, filters))["found"][0])


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters.of({"team_id": ["t1", ""], "severity": ["2", "3"]}),
        Filters.of({"internal": ["no"]}).between(WEEK, WEEK),
    ],
)
def test_a_kpi_stands_for_its_cases_under_the_filters(warehouse: Warehouse, filters: Filters) -> None:
    sql = "select count(*) as found from chosen.apology_rate as incidents where incidents.state = 'counted'"
    expected = measures.measure(warehouse, "apology_rate", filters, ("none",))["cases"][0]
    assert counted(warehouse, sql, filters) == expected


def test_weeks_narrow_a_table_by_its_own_week(warehouse: Warehouse) -> None:
    sql = "select count(*) as found from chosen.incident_facts where opened_week = date '2026-09-07'"
    everything = counted(warehouse, sql, Filters())
    assert (
        0
        < everything
        == counted(warehouse, "select count(*) as found from chosen.incident_facts", Filters().between(WEEK, WEEK))
    )


def test_what_cannot_be_measured_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    company.publish(tmp_path, 50, weeks=4, kpi_ids=["apology_rate"], leave_out=("incident_events",))
    monkeypatch.setattr(panel_rows, "select", lambda name: "select * from chosen.apology_rate")
    with pytest.raises(AmendsError, match="Apology rate, 7 d needs incident_events"):
        panel_rows.panel(open_current(tmp_path), "any")
