"""Two sides by side: the interval against known answers, slices that only one side has, the mix of cases taken out."""

from datetime import date

import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from dashboard.engine import kpis
from dashboard.engine.filters import Filters
from dashboard.presentation import panels
from dashboard.stats import intervals
from dashboard.stats.intervals import Interval
from dashboard.topics import differences
from dashboard.topics.explore import Question
from dashboard.warehouse.reader import Warehouse, open_current
from tests import company

NOW = Filters().between(date(2026, 9, 28), date(2026, 11, 2))
BEFORE = Filters().between(date(2026, 8, 17), date(2026, 9, 21))


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("differences")
    company.publish(folder, 2_500, weeks=20, kpi_ids=["apology_rate", "time_to_apology", "incidents_opened"])
    return open_current(folder)


@pytest.mark.parametrize(("first", "second"), [((56, 70), (48, 80)), ((9, 10), (3, 10)), ((0, 20), (5, 29))])
def test_the_limits_of_two_shares_are_newcombes(first: tuple[int, int], second: tuple[int, int]) -> None:
    sides = [intervals.wilson(part, whole, whole) for part, whole in (first, second)]
    values = [np.asarray(part / whole) for part, whole in (first, second)]
    found = differences.difference(sides[0], values[0], sides[1], values[1])
    known = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff")
    assert (float(found.low), float(found.high)) == pytest.approx(known)


def test_without_limits_there_is_no_interval() -> None:
    nothing = Interval(np.array([np.nan]), np.array([np.nan]))
    found = differences.difference(nothing, np.array([3.0]), nothing, np.array([1.0]))
    assert np.isnan(found.low).all()


def question(kpi_id: str, *split: str) -> Question:
    return Question(kpis.find(kpi_id), NOW, split, "all")


def test_the_planted_fall_of_one_team_is_found(warehouse: Warehouse) -> None:
    found = differences.compare(warehouse, question("apology_rate", "team_id"), NOW, BEFORE)
    table = differences.table(question("apology_rate", "team_id"), found, panels.choices(warehouse))
    verdicts = dict(zip(table["team_id"], table["verdict"], strict=True))
    assert verdicts["Online"] == "Beyond chance"
    assert found["apart"].to_numpy() == pytest.approx(
        (found["first_value"] - found["second_value"]).to_numpy(), nan_ok=True
    )
    assert table["apart"].iloc[0].endswith(" points")


def test_a_slice_that_only_one_side_has_is_listed_and_not_judged(warehouse: Warehouse) -> None:
    first, second = NOW.where("team_id", "t1", "t3"), BEFORE.where("team_id", "t1")
    found = differences.compare(warehouse, question("apology_rate", "team_id"), first, second)
    table = differences.table(question("apology_rate", "team_id"), found, panels.choices(warehouse))
    row = table[table["team_id"] == "Key accounts"].iloc[0]
    assert (row["second_base"], row["verdict"]) == ("n 0", "n < 20, not judged")
    drawn = differences.dots(question("apology_rate", "team_id"), found, panels.choices(warehouse), 5)
    assert drawn["is_few"].tolist().count(True) >= 1


def test_two_teams_with_the_same_mix(warehouse: Warehouse) -> None:
    kpi = kpis.find("apology_rate")
    found = differences.same_mix(warehouse, kpi, NOW.where("team_id", "t2"), NOW.where("team_id", "t1"))
    compared = differences.compare(
        warehouse, question("apology_rate"), NOW.where("team_id", "t2"), NOW.where("team_id", "t1")
    ).iloc[0]
    assert found.crude == pytest.approx(compared["apart"])
    assert differences.mix_words(found).startswith(("Crude difference −", "The two are too different"))


def test_a_sum_has_a_difference_and_no_mix(warehouse: Warehouse) -> None:
    counted = question("incidents_opened")
    found = differences.compare(warehouse, counted, NOW, BEFORE).iloc[0]
    assert found["apart"] == found["first_value"] - found["second_value"]
    assert not differences.is_share(counted.kpi)


def test_negative_zero_is_zero() -> None:
    assert differences.apart_words(kpis.find("apology_rate"), -0.0001, "EUR") == "0.0 points"
    assert differences.apart_words(kpis.find("apology_rate"), 0.0342, "EUR") == "+3.4 points"
    assert differences.tick_words(kpis.find("apology_rate"), [-0.1, 0.0, 0.05], "EUR") == ["−10", "0", "+5"]
