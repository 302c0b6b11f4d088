"""Signal or noise, seen from outside: golden case G15, a planted shift, and limits that only an annotation moves."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from dashboard.engine.filters import Filters
from dashboard.presentation import panels, tiles
from dashboard.presentation.tiles import Tile
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Publish, Row, incident

FIRST_MONDAY = datetime(2025, 1, 6, 9)
WEEK = timedelta(days=7)
G15 = (10, 12, 11, 13, 9, 12)
STEADY = (10, 12) * 13
"""26 weeks: the centre is 11, the limits 11 ± 2.66 x 2."""


def company(counts: Sequence[int]) -> list[Row]:
    """So many incidents in each week, one week after the other."""
    return [
        incident(f"{week}-{number}", FIRST_MONDAY + week * WEEK)
        for week, count in enumerate(counts)
        for number in range(count)
    ]


def measured(publish: Publish, counts: Sequence[int], annotations: Sequence[Row] = ()) -> Warehouse:
    tables = {"incidents": company(counts)} | ({"annotations": list(annotations)} if annotations else {})
    return publish(tables, FIRST_MONDAY + len(counts) * WEEK)


def tile(warehouse: Warehouse) -> Tile:
    """The number of incidents over all weeks."""
    choices = panels.choices(warehouse)
    return tiles.tile(warehouse, "incidents_opened", Filters(), choices.first_week, choices.last_week, choices)


def limits(shown: Tile) -> tuple[float, float, float]:
    assert shown.trend is not None
    found = shown.trend.limits
    return found.low[0], found.centre, found.high[0]


def reason(shown: Tile) -> str:
    assert shown.trend is not None
    return shown.trend.verdict.reason


def test_the_limits_of_six_weeks_g15(publish: Publish) -> None:
    shown = tile(measured(publish, G15))
    assert limits(shown) == pytest.approx((4.7827, 11.1667, 17.5507), abs=5e-5)
    assert reason(shown) == "6 of 12 weeks, no alarms yet"


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ((17,), "Signal: above the limits in W28"),
        ((9,) * 8, "Eight weeks below the centre since W28"),
        ((14, 11, 14, 14), "Signal: three of four weeks near the upper limit since W28"),
    ],
)
def test_what_comes_after_26_weeks_is_judged_by_them(publish: Publish, after: tuple[int, ...], told: str) -> None:
    shown = tile(measured(publish, (*STEADY, *after)))
    assert limits(shown) == pytest.approx((11 - 2.66 * 2, 11, 11 + 2.66 * 2))
    assert reason(shown) == told


def test_only_an_annotation_moves_the_limits(publish: Publish) -> None:
    counts = (*STEADY, *(20, 22) * 7)
    lasting = tile(measured(publish, counts))
    assert (limits(lasting)[1], reason(lasting)) == (11, "15 weeks above the centre since W27")
    reset: Row = {
        "id": "n1",
        "scope": "kpi",
        "ref": "incidents_opened",
        "kind": "baseline_reset",
        "text": "A new product line",
        "created_at": FIRST_MONDAY + 26 * WEEK,
    }
    fresh = tile(measured(publish, counts, [reset]))
    assert fresh.trend is not None
    assert (fresh.trend.limits.centre, reason(fresh)) == (21, "Ordinary variation")
