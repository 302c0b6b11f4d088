"""The page of one KPI in Streamlit's own test runner: each shape, with filters, one week, and with nothing."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.views import opening

SHAPES = (
    "apology_rate",
    "revenue_at_risk",
    "loss_reason_share",
    "not_cared_for_share",
    "negative_value_share",
    "time_to_apology",
    "retention_after_incident",
    "adjusted_effect",
    "best_fit_table",
    "cost_ratio",
)
"""One KPI of each shape, unit and time axis."""


def page() -> None:
    """The page of the KPI named in the session, as the entry script draws it."""
    import streamlit as st

    from dashboard.components import data, filter_bar
    from dashboard.components.page import Frame
    from dashboard.views import kpi

    warehouse = data.warehouse()
    assert warehouse is not None
    frame = Frame({}, {})
    frame.selection = filter_bar.show(data.choices(warehouse.version.version))
    kpi.show(frame, st.session_state["kpi"])


def opened(folder: Path, monkeypatch: pytest.MonkeyPatch, kpi_id: str, **params: str) -> AppTest:
    monkeypatch.setenv("AMENDS_WAREHOUSE", str(folder))
    app = AppTest.from_function(page, default_timeout=60)
    app.session_state["kpi"] = kpi_id
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in [*app.header, *app.caption, *app.markdown, *app.info])


@pytest.mark.parametrize("kpi_id", SHAPES)
def test_each_shape_has_a_page(complete: Path, monkeypatch: pytest.MonkeyPatch, kpi_id: str) -> None:
    app = opened(complete, monkeypatch, kpi_id, team="t2")
    assert app.header[0].value
    assert "Sample company, invented data" in texts(app)
    assert "**Counted" in texts(app)


def test_one_week_is_told_and_the_breakdown_and_the_list_are_of_that_week(
    complete: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(complete, monkeypatch, "apology_rate", week="2026-W30", weeks="1 week")
    assert "in W30" in app.header[0].value
    assert "cases behind the number, W30" in texts(app)
    breakdown = app.dataframe[0].value
    listed = next(text for text in texts(app).splitlines() if "cases behind" in text)
    assert breakdown["cases"].sum() == int(listed.removeprefix("##### ").split(" ")[0].replace(",", ""))


def test_the_breakdown_starts_with_a_dimension_that_no_filter_has_narrowed(
    complete: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opened(complete, monkeypatch, "apology_rate").selectbox(key="by").value == "Team"
    assert opened(complete, monkeypatch, "apology_rate", team="t2").selectbox(key="by").value == "Cause"
    assert opened(complete, monkeypatch, "apology_rate", team="t2", by="Team").selectbox(key="by").value == "Team"


def test_a_funnel_and_the_weeks_as_a_table_by_link(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(
        complete,
        monkeypatch,
        "apology_rate",
        split="Funnel",
        trend="Table",
        of="All final weeks shown",
        definition="true",
    )
    assert "Standardised for causes and severities" in texts(app)
    periods, funnel = (table.value for table in app.dataframe[:2])
    assert list(periods)[:2] == ["Period", "Value"]
    assert {"value", "standardised", "expected"} <= set(funnel)
    assert app.toggle(key="definition").value is True


def test_nothing_that_matches_is_said_with_the_nearest_filter(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "apology_rate", team="xyz")
    assert "no team “xyz”" in app.info[0].value
    assert "all teams" in app.info[0].value


def test_a_measure_that_is_unknown_for_every_case_says_so_and_never_zero(
    complete: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(complete, monkeypatch, "apology_rate", channel="web")
    shown = texts(app)
    assert re.search(r"nothing known yet: all [\d,]+ cases of W\d+ are unknown", app.header[0].value)
    assert "No case matches" not in shown
    assert "the data can tell of none" in app.info[0].value
    assert not re.search(r"\b0%|\b0 of 0\b", shown)


def test_a_tile_that_is_unknown_for_every_case_says_so_and_never_zero(
    complete: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tile = opening.tiles(opening.opened(complete, monkeypatch, channel="web"))["apology_rate"]
    assert re.match(r"Apology rate, 7 d — Unknown for all", tile)
