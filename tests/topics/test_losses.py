"""Losses on literal rows: what a page says of why customers leave, against counts made by hand."""

from dataclasses import replace
from datetime import date, datetime

import pandas as pd
import pytest

from dashboard.engine import kpis, measures, panel_rows
from dashboard.engine.filters import Filters
from dashboard.presentation import shares
from dashboard.presentation.readings import Reading
from dashboard.topics import loss_tables, losses
from dashboard.topics.losses import Losses
from dashboard.warehouse.reader import Warehouse
from tests.golden import literal

AS_OF = datetime(2026, 3, 20, 12)
BLOCK = Filters().between(date(2026, 2, 2), date(2026, 3, 9))


def loss(number: int, lost_at: str, **more: object) -> literal.Row:
    return {"loss_id": f"l{number}", "customer_id": f"c{number}", "lost_at": lost_at, "kind": "full"} | more


def reason(number: int, code: str, weight: float = 1.0, source: str = "survey") -> literal.Row:
    return {"loss_id": f"l{number}", "reason_code": code, "weight": weight, "source": source}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Six losses: price with a complaint open, price without, two reasons, a death, one inferred, one parted with."""
    log = literal.Log()
    promise = log.add("i1", datetime(2026, 1, 12), "promise_made", due_at=datetime(2026, 1, 14))
    log.add("i1", datetime(2026, 1, 20), "promise_fulfilled", ref_id=promise)
    log.add("i2", datetime(2026, 1, 13), "resolved")
    tables: dict[str, list[literal.Row]] = {
        "customers": [
            {"customer_id": f"c{n}", "acquired_at": "2024-01-01", "contract_end": "2026-02-10" if n == 1 else ""}
            for n in range(1, 8)
        ],
        "incidents": [literal.incident(f"i{n}", datetime(2026, 1, 12), customer_id=f"c{n}") for n in (1, 2)],
        "incident_events": log.rows,
        "losses": [
            loss(1, "2026-02-03", competitor="Rival", revenue_lost_12m=1000),
            loss(2, "2026-02-04", competitor="Rival", revenue_lost_12m=500),
            loss(3, "2026-02-10", justified="justified", revenue_lost_12m=100),
            loss(4, "2026-02-11", competitor="<b>Other</b>"),
            loss(5, "2026-03-10", revenue_lost_12m=400),
            loss(6, "2026-02-12", kind="ended_by_us"),
            loss(7, "2026-03-17"),
        ],
        "loss_reasons": [
            reason(1, "cheaper_competitor"),
            reason(2, "cheaper_competitor"),
            reason(3, "not_cared_for", 0.5),
            reason(3, "dissatisfied", 0.5),
            reason(4, "death"),
            reason(5, "dissatisfied", source="inferred"),
            reason(7, "moved"),
        ],
    }
    return literal.publish(tmp_path_factory.mktemp("losses"), tables, AS_OF)


def listed(warehouse: Warehouse, which: str) -> list[str]:
    rows = panel_rows.panel(warehouse, "loss_list", BLOCK, which=which)
    assert [int(count) for count in rows["count_rows"]] == [len(rows)] * len(rows)
    return sorted(rows["customer_id"])


def test_weeks_hold_every_loss_once_by_what_is_known(warehouse: Warehouse) -> None:
    weekly = panel_rows.panel(warehouse, "losses_by_week", BLOCK)
    columns = ["count_losses", "count_avoidable", "count_unavoidable", "count_unknown"]
    assert weekly[columns].astype(int).to_numpy().tolist() == [[2, 2, 0, 0], [2, 1, 1, 0], [1, 0, 0, 1]]
    found = losses.summed(weekly, *(BLOCK.first_week, BLOCK.last_week))  # type: ignore[arg-type]
    assert (found.count, found.unknown, found.revenue, found.revenue_unknown) == (5, 1, 2000.0, 400.0)
    assert found.apart() == shares.Apart(0.2, "1 of 5")
    assert found.apart("EUR") == shares.Apart(0.2, "€400 of €2.00k")


def test_customers_we_parted_with_stand_apart(warehouse: Warehouse) -> None:
    assert panel_rows.panel(warehouse, "partings_by_week", BLOCK)["count_partings"].tolist() == [1]


def test_stated_reasons_stand_beside_what_went_before(warehouse: Warehouse) -> None:
    found = panel_rows.panel(warehouse, "stated_reasons", BLOCK)
    rows = {str(row["reason_code"]): row for row in found.to_dict("records")}
    assert {code: (row["count_losses"], row["count_open"], row["count_broken"]) for code, row in rows.items()} == {
        "cheaper_competitor": (2, 1, 1),
        "not_cared_for": (1, 0, 0),
        "dissatisfied": (1, 0, 0),
        "death": (1, 0, 0),
        "nan": (1, 0, 0),
    }
    assert loss_tables.hidden(found, 1, 5).startswith("1 of 2 who named a cheaper competitor left with a complaint")
    assert loss_tables.history(found)["key"].iloc[-1] == "unknown"


@pytest.mark.parametrize(
    ("which", "customers"),
    [
        ("all", ["c1", "c2", "c3", "c4", "c5"]),
        ("avoidable", ["c1", "c2", "c3"]),
        ("unavoidable", ["c4"]),
        ("unknown", ["c5"]),
        ("open", ["c1"]),
        ("right", ["c3"]),
        ("dissatisfied", ["c3"]),
        ("moved", []),
    ],
)
def test_a_group_lists_its_losses_and_no_other(warehouse: Warehouse, which: str, customers: list[str]) -> None:
    assert listed(warehouse, which) == customers


def test_groups_have_as_many_rows_as_the_measures_count(warehouse: Warehouse) -> None:
    for group, kpi_id in (("open", "lost_before_resolution"), ("right", "dissatisfied_and_justified_loss")):
        assert measures.measure(warehouse, kpi_id, BLOCK, ("none",))["numerator"][0] == len(listed(warehouse, group))


def test_competitors_and_contracts(warehouse: Warehouse) -> None:
    found = loss_tables.competitors(panel_rows.panel(warehouse, "competitors", BLOCK), "EUR")
    assert found.to_numpy().tolist()[0] == ["Rival", 2, "€1,500"]
    assert found["name"].tolist()[1:] == ["<b>Other</b>", "Not named"]
    days = {"first_day": "2026-02-02", "last_day": "2026-03-15"}
    ends = panel_rows.panel(warehouse, "contract_ends", BLOCK, **days)
    assert ends.to_numpy().tolist() == [[1, 1, 1]]


def test_bars_put_the_unknown_apart_and_lose_their_colour_when_few(warehouse: Warehouse) -> None:
    measured = measures.measure(warehouse, "loss_reason_share", BLOCK, ("none",))
    rows = shares.bars(kpis.find("loss_reason_share"), measured, "published", shares.Apart(0.2, "1 of 5"))
    assert dict(zip(rows["key"], rows["text"], strict=True))["cheaper_competitor"] == "50%"
    assert rows["key"].iloc[-1] == "unknown"
    assert set(rows["role"]) == {"neutral", "unknown"}


def test_the_scope_is_the_last_13_final_weeks_of_the_choice() -> None:
    final, week = date(2026, 3, 9), date(2026, 3, 2)
    assert losses.scope(final, date(2025, 1, 6), date(2026, 3, 16)) == (date(2025, 12, 15), final)
    assert losses.scope(week, week, week) == (week, week)
    assert losses.scope(final, date(2026, 3, 16), date(2026, 3, 16)) == (date(2026, 3, 16), date(2026, 3, 16))


SOME = Losses(date(2026, 2, 2), date(2026, 3, 9), 40, 10, 52_000.0, 0.0)
FIRST = {"reason_code": "not_cared_for", "value": 0.39, "cases": 30}


def test_the_sentence_names_count_money_reason_and_what_nobody_knows() -> None:
    assert losses.headline(SOME, FIRST, "EUR") == (
        "**40 customers** left in W06–W11, worth **€52.0k** a year. Of the known reasons **39%** are “not cared for”; "
        "for **10** nobody knows why."
    )


def test_losses_of_weeks_that_can_still_change_are_not_kept_quiet() -> None:
    none, later = replace(SOME, count=0), replace(SOME, first=SOME.last, count=7)
    assert losses.headline(none, None, "EUR") == "No customer left in W06–W11."
    assert losses.headline(none, None, "EUR", later) == "No customer left in W06–W11, **7** since then, in W11."


def test_reasons_are_not_read_when_too_few_are_known() -> None:
    few = Losses(SOME.first, SOME.last, 40, 17, None, 0.0)
    assert losses.headline(few, FIRST, "EUR") == "**40 customers** left in W06–W11; we know why for only **23 of 40**."
    assert "60%" in losses.answer(pd.DataFrame([FIRST | {"low": 0.3}]), few, 20)


@pytest.mark.parametrize(("second", "words"), [(0.2, "clearly"), (0.35, "may be as common")])
def test_the_first_reason_is_clear_only_when_the_next_is_outside_its_interval(second: float, words: str) -> None:
    other = {"reason_code": "moved", "value": second, "cases": 30, "low": 0.1}
    assert words in losses.answer(pd.DataFrame([FIRST | {"low": 0.3}, other]), SOME, 20)


def test_weekly_rates_are_multiplied_and_not_added() -> None:
    weeks = [Reading(date(2026, 2, 2), value, None, None, 0, 0, 0, 0, 0, True) for value in (0.1, None, 0.2)]
    assert losses.over_range(weeks) == pytest.approx(1 - 0.9 * 0.8)
    assert losses.over_range([]) is None


def test_every_week_is_a_column_also_without_a_loss(warehouse: Warehouse) -> None:
    first, last = date(2026, 2, 2), date(2026, 3, 16)
    shown = Filters().between(first, last)
    weekly, parted = (panel_rows.panel(warehouse, name, shown) for name in ("losses_by_week", "partings_by_week"))
    rows = loss_tables.by_week(weekly, parted, None, first, last, date(2026, 3, 9))
    assert rows["label"].tolist() == [f"W{week:02d}" for week in range(6, 13)]
    assert rows[["avoidable", "unavoidable", "unknown"]].sum(axis=1).tolist() == [2, 2, 0, 0, 0, 1, 1]
    assert rows["is_final"].tolist() == [True] * 6 + [False]
    assert "we parted with 1" in rows["hover"][1]


def test_a_list_is_readable(warehouse: Warehouse) -> None:
    rows = loss_tables.listed(panel_rows.panel(warehouse, "loss_list", BLOCK, which="all"), "EUR")
    first = rows[rows["Customer"] == "c1"].iloc[0].to_dict()
    assert first["Reason given"] == "Cheaper competitor"
    assert first["Complaints, 180 days"] == "1, 1 unresolved"
    assert rows[rows["Customer"] == "c3"].iloc[0]["Reason given"] == "Dissatisfied, Not cared for"
    assert rows[rows["Customer"] == "c5"].iloc[0]["Reason given"] == "Unknown"
