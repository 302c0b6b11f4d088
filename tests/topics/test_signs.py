import pandas as pd
import pytest

from dashboard import contracts
from dashboard.topics import signs
from dashboard.topics.signs import Derived


def test_every_sign_of_the_code_list_is_described() -> None:
    coded = [
        code.code for code in contracts.code_list("event_code") if code.code[:1] == "S" and code.code[1:].isdigit()
    ]
    assert [sign.code for sign in signs.signs()] == coded
    assert {sign.seen_by for sign in signs.signs()} == {"records", "reviewer", "in_person"}


def test_the_unclear_sign_is_said_to_be_unclear() -> None:
    assert "talking over them is the weaker reading" in signs.notes()
    assert "S08 and S14" in signs.who_sees()


def test_a_profile_is_per_hundred_reviews_with_the_records_beside() -> None:
    rows = signs.profile({"S02": 15, "S16": 1}, 200, Derived(1000, {"S02": 201, "S04": 44})).set_index("key")
    assert rows.loc["S02", ["value", "text", "note", "role"]].tolist() == [7.5, "7.5", "20.1", "plain"]
    assert rows.loc["S02", "low"] == pytest.approx(4.198, abs=0.001)  # exact Poisson limits of 15, over 2
    assert rows.loc["S02", "high"] == pytest.approx(12.370, abs=0.001)
    assert (rows.loc["S01", "note"], rows.loc["S01", "text"]) == ("", "0.0")
    assert rows.loc["S16", "role"] == "neutral"


def test_few_reviews_get_no_colour_and_none_no_number() -> None:
    assert set(signs.profile({"S02": 2}, 20, Derived(0, {}))["role"]) == {"neutral"}
    rows = signs.profile({}, 0, Derived(100, {"S02": 5}))
    assert set(rows["text"]) == {"—"}
    assert rows["value"].isna().all()
    assert signs.ticks(rows) == [(0.0, "0")]


@pytest.mark.parametrize(("codes", "counts"), [("S02 S15", {"S02": 3, "S15": 4}), (None, {})])
def test_only_what_the_records_show_is_derived(codes: str | None, counts: dict[str, int]) -> None:
    row = {"count_all": 9, "count_s01": 1, "count_s02": 3, "count_s04": 2, "count_s15": 4, "codes_included": codes}
    assert signs.derived(pd.DataFrame([row])).counts == counts


def test_training_compares_both_sides() -> None:
    rows = [("a1", "before", 6, 10), ("a2", "before", 4, 10), ("a1", "after", 1, 10), ("a2", "after", 3, 10)]
    found = pd.DataFrame(rows, columns=["agent_id", "side", "numerator", "denominator"])
    table, agents = signs.around_training(found)
    assert agents == 2
    assert table[["value", "base"]].to_numpy().tolist() == [[50.0, "10 of 20"], [20.0, "4 of 20"]]
    assert table["interval"].tolist() == ["30–70%", "8–42%"]
