"""A filter that is one value away is answered without the database, once its page was worked out ahead."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import streamlit as st

from dashboard.blocks import overview_ahead
from dashboard.components import data
from dashboard.engine import kpis
from dashboard.engine.filters import Filters
from dashboard.presentation.selection import Selection
from dashboard.warehouse.reader import Warehouse
from tests import company
from tests.views.opening import drawn, opened


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    company.publish(tmp_path, 2000, kpi_ids=kpis.on_overview())
    monkeypatch.setenv("AMENDS_WAREHOUSE", str(tmp_path))
    st.cache_resource.clear()
    yield tmp_path
    st.cache_resource.clear()


def selection(filters: Filters = Filters()) -> Selection:  # noqa: B008 - immutable
    version = data.published_version()
    assert version is not None
    choices = data.choices(version)
    return Selection(choices, filters, choices.last_week - timedelta(weeks=25), choices.last_week)


def test_choices_one_value_away_keep_what_is_chosen_and_leave_out_ids(published: Path) -> None:
    near = [one.filters for one in selection(Filters.of({"team_id": ["t1"]})).nearby()]
    assert Filters.of({"team_id": ["t1", "t2"]}) in near
    assert Filters.of({"team_id": ["t1"], "segment": ["Consumer"]}) in near
    assert Filters.of({"team_id": ["t1"]}) not in near
    assert not any(column in ("customer_id", "incident_id") for one in near for column, _ in one.conditions)


def test_a_filter_worked_out_ahead_is_shown_without_asking_the_database(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = drawn(opened(published, monkeypatch, team="t3"))
    st.cache_resource.clear()
    chosen = selection()
    for question in overview_ahead._likely(chosen, kpis.on_overview()):
        question()
    asked: list[str] = []
    table = Warehouse.table

    def counted(self: Warehouse, statement: object, parameters: object = None) -> object:
        asked.append(str(statement))
        return table(self, statement, parameters)  # type: ignore[arg-type]

    monkeypatch.setattr(Warehouse, "table", counted)
    assert drawn(opened(published, monkeypatch, team="t3")) == before
    assert asked == []
    opened(published, monkeypatch, team="t3", segment="Consumer")
    assert asked
