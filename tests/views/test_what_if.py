"""What if: dials recompute the views of one session, stand in the exports, and change nothing for anybody else."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.components import data, what_if_menu
from dashboard.engine import beside, kpis, measures, panel_rows, rolled_up, what_if
from dashboard.engine.filters import Filters
from dashboard.exports import cases
from dashboard.presentation import panels
from dashboard.report import choosing, weekly
from dashboard.report.weekly import Asking
from dashboard.warehouse import supposed
from dashboard.warehouse.reader import Warehouse, open_current
from tests.views.opening import opened, text

APOLOGY = {"apology_days": "3"}
BY_HAND = """
select
    sum(case when first_apology_at <= opened_at + interval 3 day then 1 else 0 end) as numerator,
    count(*) as denominator
from incident_facts cross join parameters
where is_complaint and is_observed and opened_at + interval 3 day <= as_of
"""


@pytest.fixture(scope="module")
def company(complete: Path) -> Warehouse:
    return open_current(complete)


def tried(company: Warehouse, **dials: str) -> Warehouse:
    name = what_if.named(company.version.version, dials)
    return supposed.suppose(company, name, what_if.settings(dials), dials)


def whole(warehouse: Warehouse, kpi_id: str) -> pd.Series:
    return measures.measure(warehouse, kpi_id, Filters(), ("none",)).iloc[0]


def test_a_rate_changes_what_follows_from_it_and_nothing_else(company: Warehouse) -> None:
    loaded, other = (tried(company, rate_per_hour=rate) for rate in ("30", "60"))
    at_30, at_60 = (whole(one, "cost_per_incident") for one in (loaded, other))
    paid = at_30["numerator"] * 2 - at_60["numerator"]
    assert at_60["numerator"] > at_30["numerator"] > 0
    assert paid >= -1e-6  # what was paid out is not paid by the hour
    assert whole(other, "apology_rate")["value"] == whole(company, "apology_rate")["value"]
    assert whole(company, "cost_per_incident")["numerator"] != at_60["numerator"]
    assert panel_rows.panel(tried(company, max_cost_ratio="0.5"), "cost_limit")["max_cost_ratio"].tolist() == [0.5]
    one_channel = tried(company, rate_per_hour="30", **{"rate_per_hour.phone": "60"})
    assert at_30["numerator"] <= whole(one_channel, "cost_per_incident")["numerator"] <= at_60["numerator"]


def test_a_horizon_changes_number_finality_words_and_rows(company: Warehouse) -> None:
    other = tried(company, **APOLOGY)
    found, by_hand = whole(other, "apology_rate"), company.frame(BY_HAND).iloc[0]
    assert (found["numerator"], found["denominator"]) == (by_hand["numerator"], by_hand["denominator"])
    assert len(measures.rows(other, "apology_rate")) == found["cases"]
    kpi = measures.definition(other, "apology_rate")
    assert (kpi.label, kpi.horizon_days) == ("Apology rate, 3 d", 3)
    assert "at most 3 days (72 hours)" in kpi.numerator
    verified = what_if.definition(kpis.find("verified_resolved_14d"), {"resolution_days": "20"})
    assert verified.horizon_days == 34
    assert "stood for fourteen days" in verified.numerator
    assert len(panel_rows.panel(other, "apology_words")) > 0
    assert beside.facts(other, "honest_apology_share").columns.tolist() == list(beside.COLUMNS)


def test_measures_that_follow_no_dial_keep_their_roll_ups(company: Warehouse) -> None:
    other = tried(company, rate_per_hour="60", **APOLOGY)
    quick = {kpi.id for kpi in kpis.registry().values() if rolled_up.statement(other, kpi, Filters(), ())}
    every = {kpi.id for kpi in kpis.registry().values() if rolled_up.statement(company, kpi, Filters(), ())}
    assert every - quick >= {"apology_rate", "honest_apology_share", "cost_per_incident", "cost_ratio"}
    assert quick >= {"promise_kept", "verified_resolved_14d", "reopen_rate", "incidents_opened"}
    for kpi_id in sorted(quick):
        if measures.availability(company, kpis.find(kpi_id)) is None:
            found, usual = (measures.measure(one, kpi_id, intervals=False) for one in (other, company))
            pd.testing.assert_frame_equal(found, usual)


def test_every_measure_of_a_dial_has_its_days_in_it() -> None:
    for horizon in what_if.HORIZONS.values():
        assert {kpis.find(kpi_id).horizon_days for kpi_id in horizon.kpi_ids} <= horizon.spans.keys()


@pytest.mark.parametrize(
    "asked", ["apology_days=0", "apology_days=x", "rate_per_hour=-1", "drop table=1", "", "~~=", "a"]
)
def test_dials_that_make_no_sense_are_left_out(asked: str) -> None:
    assert what_if.read(asked) == {}


def test_the_page_says_what_is_tried_out_and_forgets_it(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = opened(complete, monkeypatch, "apology_rate")
    app = opened(complete, monkeypatch, "apology_rate", what_if="apology_days=3~nonsense=1")
    assert "what_if" not in app.query_params
    assert "an apology counts within so many days 3 \\(else 7\\)" in app.warning[0].value
    assert "not the company's settings" in app.warning[0].value
    assert "Apology rate, 3 d" in text(app)
    assert text(app) != text(usual)
    assert "Apology rate, 3 d" not in text(opened(complete, monkeypatch, "apology_rate"))
    next(button for button in app.button if button.label == "Back to the company's settings").click().run()
    assert not app.warning
    assert "Apology rate, 7 d" in text(app)


def test_dials_are_set_in_the_menu(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "cost_per_incident", {}, what_if_menu.MENU)
    assert what_if.FIXED in [one.value for one in app.caption]
    assert "Verified resolution" in app.number_input(key="what-if-resolution_days").help
    app.number_input(key="what-if-rate_per_hour").set_value(99.0)
    (button,) = [one for one in app.button if one.form_id == "what-if"]
    button.click().run()
    assert not app.exception
    assert "cost of an hour 99" in app.warning[0].value
    app.number_input(key="what-if-rate_per_hour").set_value(0.0)
    (button,) = [one for one in app.button if one.form_id == "what-if"]
    button.click().run()
    assert "above 0" in app.error[0].value


def test_an_export_tells_the_settings_tried_out(
    company: Warehouse, complete: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tried(company, rate_per_hour="99")
    about = cases.export(other, "cost_per_incident", Filters(), ("counted",)).about
    assert dict(about.settings)["rate_per_hour"] == "99"
    assert cases.export(other, "cost_per_incident", Filters()).name.endswith("what-if-cost_per_incident-counted")
    monkeypatch.setenv("AMENDS_WAREHOUSE", str(complete))
    same = data.of(what_if.named(company.version.version, {"rate_per_hour": "99"}))
    assert whole(same, "cost_per_incident")["value"] == whole(other, "cost_per_incident")["value"]


def test_the_weekly_report_says_that_it_is_none_of_the_company(company: Warehouse) -> None:
    other = tried(company, **APOLOGY)
    choices = panels.choices(other)
    chosen = choosing.selection(choices, choosing.monday(choices, None), {})
    told = "What if, in one session only: an apology counts within so many days 3 (else 7)."
    page = weekly.content(other, chosen, "html", Asking(tried_out=told)).decode()
    assert f"<strong>{told}</strong>" in page
    assert "Apology rate, 3 d" in page
    assert "what-if-weekly-report" in weekly.name(chosen, "html")
