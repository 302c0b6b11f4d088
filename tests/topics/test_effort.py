from types import SimpleNamespace
from typing import cast

import pandas as pd

from dashboard.presentation.tiles import Tile
from dashboard.topics import effort
from dashboard.topics.curves import Kept

COUNTS = {"5 to 2": 6, "3 to 3": 3, "1 to 4": 1}


def test_pairs_put_the_company_across_and_the_customer_up() -> None:
    rows = effort.pairs(COUNTS)
    assert rows[["x", "y", "count"]].to_numpy().tolist() == [[2, 5, 6], [3, 3, 3], [4, 1, 1]]
    assert "60% of 10" in rows["hover"].iloc[0]


def test_ties_are_nobodys() -> None:
    assert effort.sides(COUNTS) == (0.6, 0.1)
    assert effort.sides({}) == (0.0, 0.0)


def test_bands_leave_out_groups_without_anybody_and_never_claim_certainty() -> None:
    rows = effort.kept_bands({"low": Kept(0.9, 0.8, 0.95, 40), "high": Kept(1.0, 1.0, 1.0, 12)}, effort.EFFORTS)
    assert rows["label"].tolist() == ["Little, 1–2", "Much, 4–5"]
    assert rows["note"].tolist() == ["n 40", "n 12, few"]
    assert rows["low"].isna().tolist() == [False, True]
    assert "nobody left" in rows["hover"].iloc[1]


def test_points_are_promoters_less_detractors_per_hundred_answers() -> None:
    answers = pd.DataFrame(
        {
            "customer_id": [f"c{at}" for at in range(60)],
            "part": ["high"] * 60,
            "numerator": [-1] * 45 + [1] * 15,
            "denominator": [1] * 60,
        }
    )
    (row,) = effort.recommend_bands(answers).to_dict("records")
    assert (row["text"], row["note"], row["is_few"]) == ("−50", "n 60", False)
    assert -75 < row["low"] < -50 < row["high"] < -25
    assert effort.recommend_bands(answers.iloc[:0]).empty


def test_ticks_end_at_all_and_begin_below_the_lowest_limit() -> None:
    rows = effort.kept_bands({"low": Kept(0.9, 0.83, 0.95, 40)}, effort.EFFORTS)
    assert effort.share_ticks(rows) == [(0.8, "80%"), (0.9, "90%"), (1.0, "100%")]


def tile(tone: str, since: str | None) -> Tile:
    return cast("Tile", SimpleNamespace(tone=tone, trend=SimpleNamespace(verdict=SimpleNamespace(since=since))))


def test_the_sentence_tells_both_shares_and_a_running_signal() -> None:
    told = effort.verdict(tile("worse", "W40"), (49, 100), tile("ordinary", None), (46, 100))
    assert told == (
        "**49%** of customers put in more effort than we did, **:orange[worse since W40]**. "
        "**46%** of complaints show bad service."
    )
    nothing = effort.verdict(tile("unjudged", None), (0, 0), tile("unjudged", None), (0, 0))
    assert nothing.startswith("No effort and no sign")
    few = effort.verdict(tile("unjudged", None), (0, 0), tile("ordinary", None), (1, 3))
    assert few == "**1 of 3** complaints show bad service."
