"""The explorer's answers: every block on its own, rows that add up, words of periods and notes, the SQL."""

from datetime import date, timedelta

import pandas as pd
import pytest

from dashboard.engine import kpis, measures
from dashboard.engine.filters import Filters
from dashboard.presentation import panels
from dashboard.presentation.panels import Choices
from dashboard.topics import explore, explore_series
from dashboard.topics.explore import Question
from dashboard.warehouse.reader import Warehouse, open_current
from tests import company

FIRST, LAST = date(2026, 6, 1), date(2026, 11, 16)
WEEKS = Filters().between(FIRST, LAST)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("explore")
    company.publish(folder, 1_500, weeks=30)
    return open_current(folder)


@pytest.fixture(scope="module")
def choices(warehouse: Warehouse) -> Choices:
    return panels.choices(warehouse)


def asked(kpi_id: str, *split: str, grain: explore.Grain = "period", filters: Filters = WEEKS) -> Question:
    return Question(kpis.find(kpi_id), filters, split, grain)


def test_blocks_are_whole_and_end_with_the_last_week() -> None:
    spans = explore.blocks(FIRST, LAST)
    assert len(spans) == 6
    assert spans[-1] == (date(2026, 10, 26), LAST)
    assert spans[0][0] == FIRST + timedelta(weeks=1)
    assert explore.left_over(FIRST, LAST) == " The first 1 week is in no whole block."
    assert explore.blocks(LAST, LAST) == []


@pytest.mark.parametrize(
    "kpi_id", ["apology_rate", "time_to_apology", "incidents_opened", "incidents_per_1000_customers"]
)
def test_a_block_is_asked_for_on_its_own(warehouse: Warehouse, kpi_id: str) -> None:
    found = explore.answer(warehouse, asked(kpi_id, grain="blocks"))
    start, end = explore.blocks(FIRST, LAST)[2]
    alone = measures.measure(warehouse, kpi_id, Filters().between(start, end), ("none",)).iloc[0]
    block = found[found["period"] == pd.Timestamp(start)].iloc[0]
    for name in ("value", "low", "high", "cases"):
        assert block[name] == pytest.approx(alone[name], nan_ok=True)


@pytest.mark.parametrize("grain", ["period", "all"])
def test_slices_add_up_to_the_whole(warehouse: Warehouse, grain: explore.Grain) -> None:
    split = explore.answer(warehouse, asked("apology_rate", "team_id", "channel", grain=grain))
    whole = measures.measure(warehouse, "apology_rate", WEEKS, ("none",)).iloc[0]
    assert split["numerator"].sum() == whole["numerator"]
    assert split["cases"].sum() == whole["cases"]


def test_a_monthly_measure_has_months(warehouse: Warehouse, choices: Choices) -> None:
    question = asked("cost_ratio", "segment")
    assert list(explore.grains(question.kpi)) == ["Month", "All"]
    table = explore.table(question, explore.answer(warehouse, question), choices)
    assert table["period"].iloc[0] == "2026-10"
    assert set(table["segment"]) == {"Business", "Consumer", "No segment"}


def test_the_categories_of_a_distribution_are_one_split(warehouse: Warehouse, choices: Choices) -> None:
    question = asked("loss_reason_share", "segment", grain="all")
    assert explore.most_splits(question.kpi) == 1
    table = explore.table(question, explore.answer(warehouse, question), choices)
    shares = table.groupby("segment")["value"].sum()
    assert shares.to_numpy() == pytest.approx(100)


def test_few_cases_and_open_periods_are_noted(warehouse: Warehouse, choices: Choices) -> None:
    question = asked("apology_rate", "team_id")
    table = explore.table(question, explore.answer(warehouse, question), choices)
    assert table["note"].str.contains("n < 20").all()
    assert table.loc[table["period"] == table["period"].max(), "note"].str.contains("provisional").all()


def test_the_sql_gives_the_same_numbers(warehouse: Warehouse) -> None:
    question = asked("apology_rate", "team_id", filters=WEEKS.where("channel", "email"))
    text = explore.sql(question)
    assert "'email'" in text
    assert "2026-06-01" in text
    by_hand = warehouse.frame(text)
    answer = explore.answer(warehouse, question)
    assert by_hand["numerator"].sum() == answer["numerator"].sum()
    assert by_hand["cases"].sum() == answer["cases"].sum()


@pytest.mark.parametrize("kpi_id", sorted(kpis.registry()))
def test_every_measure_has_sql(kpi_id: str) -> None:
    assert "FROM" in explore.sql(asked(kpi_id, "team_id"))


def test_forty_teams_are_cut_to_the_largest_and_told(choices: Choices) -> None:
    found = pd.DataFrame(
        {
            "period": pd.NaT,
            "team_id": [f"<b>team {number}</b>" for number in range(40)],
            "numerator": 1.0,
            "denominator": range(2, 42),
            "cases": range(2, 42),
            "unknown": 0,
            "immature": 0,
            "value": [1 / size for size in range(2, 42)],
            "low": 0.0,
            "high": 0.9,
            "status": "final",
        }
    )
    question = asked("apology_rate", "team_id", grain="all")
    drawn = explore_series.dots(question, found, choices)
    assert len(drawn.rows) == explore_series.MOST_DOTS
    assert "25 more in the table" in drawn.words
    assert drawn.rows["label"].iloc[0] == "&lt;b&gt;team 39&lt;/b&gt;"
    assert drawn.rows["is_few"].sum() == 0
    assert explore_series.slices(question, found, choices)[0] == ("<b>team 39</b>",)
    weekly = found.assign(period=pd.Timestamp(FIRST))
    assert (
        explore_series.over_time(asked("apology_rate", "team_id"), weekly, choices).shown == explore_series.MOST_SERIES
    )
