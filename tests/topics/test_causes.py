"""Causes and whose they are, against counts made by hand."""

import pandas as pd

from dashboard.engine import measures, panel_rows
from dashboard.engine.filters import Filters
from dashboard.topics import causes
from dashboard.warehouse.reader import Warehouse

OWNERS = pd.DataFrame(
    [
        ("delivery_slip", "us", 60),
        ("delivery_slip", "customer", 20),
        ("delivery_slip", None, 5),
        ("other", "us", 10),
        ("other", "third", 10),
        ("mis_sold", None, 4),
        (None, None, 3),
        ("unknown", None, 2),
    ],
    columns=["cause", "cause_owner", "count_incidents"],
)
COSTS = pd.DataFrame({"cause": ["other", "delivery_slip"], "cost": [900.0, 300.0], "count_known": [20, 70]})
LOSSES = pd.DataFrame({"cause": ["mis_sold"], "count_losses": [3], "revenue_lost": [10.0]})


def found() -> pd.DataFrame:
    return causes.merged(OWNERS, COSTS, LOSSES)


def test_each_cause_is_one_row_with_its_owners() -> None:
    row = found().set_index("cause").loc["delivery_slip"]
    assert row[["incidents", "us", "customer", "third", "unknown"]].tolist() == [85, 60, 20, 0, 5]
    assert row[["cost", "losses"]].tolist() == [300, 0]


def test_the_answer_leaves_the_unknown_out_of_the_share() -> None:
    assert causes.answer(found()) == "70% are ours (70 of 100, 95% 60–78%, 14 unknown)."
    assert causes.answer(found().iloc[:0]) == "No complaint in these weeks."
    nobody = causes.merged(OWNERS.assign(cause_owner=None), None, None)
    assert causes.answer(nobody) == "114 complaints; whose cause it was is not recorded."


def test_bars_rank_by_the_chosen_measure_and_put_the_unknown_last() -> None:
    counts = causes.bars(found(), "incidents", is_detail=False, currency="EUR")
    assert counts["code"].tolist() == ["delivery_slip", "other", "mis_sold", "", "unknown"]
    assert counts["role"].tolist() == ["plain", "plain", "plain", "unknown", "unknown"]
    assert counts["note"].tolist() == ["75% ours", "50% ours", "", "", ""]
    assert counts["ours"].tolist()[:2] == [63.75, 10]
    assert causes.bars(found(), "cost", is_detail=False, currency="EUR")["text"].tolist() == ["€900", "€300"]
    assert causes.bars(found(), "losses", is_detail=False, currency="EUR")["code"].tolist() == ["mis_sold"]


def test_a_large_other_is_noticed() -> None:
    told = causes.hidden_causes(found())
    assert told is not None
    assert told.startswith("“Other” is 18% of the known causes (20 of 109).")
    assert causes.hidden_causes(found()[found()["cause"] != "other"]) is None


def test_without_costs_the_table_has_no_such_column() -> None:
    table = causes.table(causes.merged(OWNERS, None, None), is_detail=False)
    assert list(table) == ["Cause", "Complaints", "Ours", "Customer's", "Third party's", "Owner unknown"]
    assert table["Cause"].tolist()[0] == "The provider slipped"
    assert "Not recorded" in table["Cause"].tolist()


def test_owners_by_part_have_their_base_and_interval() -> None:
    rows = pd.DataFrame(
        {
            "part": ["a", None],
            "count_incidents": [30, 3],
            "count_us": [15, 0],
            "count_customer": [5, 0],
            "count_third": [5, 0],
            "count_unknown": [5, 3],
        }
    )
    table = causes.by_part(rows, {"a": "Alpha"}, 20)
    assert table["name"].tolist() == ["Alpha", "None"]
    assert table["ours"].iloc[0] == 60
    assert pd.isna(table["ours"].iloc[1])
    assert table["base"].tolist() == ["15 of 25", "0 of 0"]
    assert table["interval"].tolist() == ["41–77%", ""]
    assert table["note"].tolist() == ["", "n < 20"]


def test_the_bars_count_what_the_measure_counts(complete_company: Warehouse) -> None:
    filters = Filters.of({"team_id": ["t2"]})
    owners = panel_rows.panel(complete_company, "cause_owners", filters, is_detail=False)
    bars = causes.merged(owners, None, None).set_index("cause")["incidents"]
    shares = measures.measure(complete_company, "cause_share", filters, ("none",)).set_index("cause_code")["numerator"]
    known = bars.drop(["", "unknown"], errors="ignore")
    assert known.to_dict() == shares[shares > 0].astype(int).to_dict()
    listed = panel_rows.panel(complete_company, "opened_incidents", filters, most=5)
    assert listed["count_all"].iloc[0] == bars.sum()
