import pandas as pd

from dashboard.topics import survey_items

ROWS = [
    {"question_id": "satisfaction", "count_answered": 40, "count_agreed": 18, "count_disagreed": 10,
     "count_asked": 160.0, "count_responded": 40.0},
    {"question_id": "respected", "count_answered": 12, "count_agreed": 9, "count_disagreed": 1,
     "count_asked": float("nan"), "count_responded": float("nan")},
]  # fmt: skip


def test_every_item_has_a_row_and_what_was_not_asked_is_said() -> None:
    table = survey_items.table(pd.DataFrame(ROWS)).set_index("item")
    assert list(table.index) == list(survey_items.ITEMS.values())
    satisfied = table.loc["Satisfied"]
    assert satisfied[["value", "base", "interval", "responded"]].tolist() == [45.0, "18 of 40", "31–60%", 25.0]
    assert table.loc["Felt respected", "base"] == "9 of 12, few"
    assert pd.isna(table.loc["Felt respected", "responded"])
    assert table.loc["Felt welcome", "base"] == "not asked"


def test_the_dissatisfied_are_counted_too() -> None:
    assert survey_items.negative(pd.DataFrame(ROWS)) == "Dissatisfied (1 or 2 of 5): 25%, 10 of 40."
    assert survey_items.negative(pd.DataFrame(ROWS[1:])) == ""
