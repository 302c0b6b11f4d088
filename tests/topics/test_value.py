"""Cost against value against a company of seven customers, worked out by hand."""

from datetime import date, datetime

import pandas as pd
import pytest

from dashboard.engine import measures, panel_rows
from dashboard.engine.filters import Filters
from dashboard.topics import bridges, demand, value, value_rows, whale
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Log, Row, incident
from tests.golden.literal import publish as publish_literal

AS_OF = datetime(2026, 3, 2)
FEBRUARY = Filters().between(date(2026, 2, 23), date(2026, 2, 23))
MONTH = value.month_of(FEBRUARY)
AMOUNTS = {
    "whale": (1000, 400, 100),
    "good": (500, 200, 100),
    "even": (300, 150, 150),
    "ours": (200, 120, 180),
    "theirs": (200, 100, 150),
    "gone": (0, 0, 50),
    "credit": (-100, 0, 20),
}
"""Customer -> revenue, cost of goods sold, cost to serve."""

JUDGED: dict[str, list[str | None]] = {
    "ours": ["justified", "partly", "unjustified", None],
    "theirs": ["unjustified", "justified"],
    "gone": [None],
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    customers: list[Row] = [
        {"customer_id": name, "name": f"{name} <b>", "acquired_at": "2026-01-05" if name == "gone" else "2024-01-05"}
        for name in AMOUNTS
    ]
    months: list[Row] = [
        {"customer_id": name, "month": "2026-01", "revenue": revenue, "cogs": cogs}
        for name, (revenue, cogs, _) in AMOUNTS.items()
    ]
    costs: list[Row] = [
        {"customer_id": name, "month": "2026-01", "cost_type": kind, "amount": cost / 2, "source": source}
        for name, (_, _, cost) in AMOUNTS.items()
        for kind, source in (("service_contact", "estimated"), ("legal", "ledger"))
    ]
    incidents = [
        incident(f"{name}-{at}", datetime(2026, 2, 3), customer_id=name, justified=verdict)
        for name, verdicts in JUDGED.items()
        for at, verdict in enumerate(verdicts)
    ]
    incidents.append(incident("old", datetime(2025, 1, 3), customer_id="theirs", justified="justified"))
    log = Log()
    for name, minutes in (("ours-0", 60), ("theirs-0", 20), ("gone-0", 20)):
        log.add(name, datetime(2026, 2, 10, 9), "call", "customer", direction="inbound", duration_s=60 * minutes)
    tables = {
        "customers": customers,
        "account_month": months,
        "account_cost": costs,
        "incidents": incidents,
        "incident_events": log.rows,
    }
    return publish_literal(tmp_path_factory.mktemp("value"), tables, AS_OF)


def totals(warehouse: Warehouse, filters: Filters = FEBRUARY) -> value.Totals:
    return value.totals(panel_rows.panel(warehouse, "value_totals", filters, month=MONTH))


def test_totals_are_those_of_the_measures(warehouse: Warehouse) -> None:
    found = totals(warehouse)
    share = measures.measure(warehouse, "negative_value_share", FEBRUARY, ("none",)).iloc[0]
    assert (found.below_zero, found.customers) == (share["numerator"], share["denominator"]) == (4, 7)
    assert found.net_value == measures.measure(warehouse, "net_value_12m", FEBRUARY, ("none",))["value"].iloc[0]
    peak = measures.measure(warehouse, "whale_peak", FEBRUARY, ("none",)).iloc[0]
    assert found.taken_back == peak["numerator"] - peak["denominator"] == 100 + 50 + 50 + 120


def test_who_cannot_be_drawn_is_counted(warehouse: Warehouse) -> None:
    found = totals(warehouse)
    assert (found.without_margin, found.without_cost, found.drawable_others) == (2, 0, 3)


def test_the_judged_complaints_of_the_12_months_say_whose_fault_it_was(warehouse: Warehouse) -> None:
    found = totals(warehouse)
    assert (found.judged, found.mostly_ours) == (2, 1)


def test_new_customers_stand_apart(warehouse: Warehouse) -> None:
    rows = value_rows.by_tenure(panel_rows.panel(warehouse, "value_totals", FEBRUARY, month=MONTH), "EUR")
    assert dict(zip(rows["tenure"], rows["base"], strict=True)) == {
        "12 months or more": "3 of 6",
        "Less than 12 months": "1 of 1",
    }


def points(warehouse: Warehouse, below: int = 10, others: int = 10) -> pd.DataFrame:
    return panel_rows.panel(warehouse, "value_points", FEBRUARY, month=MONTH, most_below=below, most_others=others)


def test_all_below_zero_are_drawn_and_the_others_are_a_sample(warehouse: Warehouse) -> None:
    drawn = value_rows.points(points(warehouse, others=1), "EUR")
    groups = drawn["group"].value_counts().to_dict()
    assert groups == {"ours": 1, "theirs": 1, "other": 1}
    assert drawn["group"].tolist()[:2] == ["ours", "theirs"] or drawn["group"].tolist()[:2] == ["theirs", "ours"]


def test_the_sample_is_the_same_every_time(warehouse: Warehouse) -> None:
    first, second = (points(warehouse, others=2)["customer_id"].tolist() for _ in range(2))
    assert first == second


def test_those_who_take_back_most_come_first(warehouse: Warehouse) -> None:
    assert value_rows.listed(points(warehouse))["customer_id"].tolist() == ["credit", "ours", "gone", "theirs"]
    assert points(warehouse, below=1, others=0)["customer_id"].tolist() == ["credit"]


def test_names_are_text_and_no_html(warehouse: Warehouse) -> None:
    drawn = value_rows.points(points(warehouse), "EUR")
    assert drawn["name"].str.contains("<b>", regex=False).sum() == 0
    assert drawn["hover"].str.contains("&lt;b&gt;", regex=False).all()


def test_a_filter_leaves_one_customer(warehouse: Warehouse) -> None:
    one = totals(warehouse, FEBRUARY.where("customer_id", "ours"))
    assert (one.customers, one.below_zero, one.taken_back) == (1, 1, 100)


def test_the_curve_peaks_where_the_measure_says(warehouse: Warehouse) -> None:
    rows = panel_rows.panel(warehouse, "whale_curve", FEBRUARY)
    peak = measures.measure(warehouse, "whale_peak", FEBRUARY, ("none",)).iloc[0]
    assert list(whale.peak_of(rows)) == pytest.approx([2 / 7, peak["numerator"]])
    assert rows["added_up"].iloc[-1] == peak["denominator"]
    assert whale.marks(rows, peak["value"], "EUR").peak[1] == pytest.approx(peak["value"])
    assert whale.answer(rows, peak["value"], "EUR") == "The last 71% of customers take back 84% of €380 net value."


def test_a_whole_of_zero_or_less_is_drawn_in_amounts(warehouse: Warehouse) -> None:
    rows = panel_rows.panel(warehouse, "whale_curve", FEBRUARY.where("customer_id", "even", "gone", "credit"))
    assert whale.peak_of(rows) == (0, 0)
    assert whale.curve(rows, "EUR")["y"].tolist()[-1] == -170
    assert "no profit" in whale.answer(rows, None, "EUR")


def test_costs_by_type_and_what_is_estimated(warehouse: Warehouse) -> None:
    rows = panel_rows.panel(warehouse, "cost_lines", FEBRUARY)
    lines = value_rows.cost_lines(rows).set_index("cost")
    assert lines["amount"].to_dict() == {"Legal cost": 375, "Service contacts": 375}
    assert value.estimated_words(rows).startswith("Estimated costs, 50% of them")


def test_the_bridge_ends_at_the_net_value(warehouse: Warehouse) -> None:
    costs = panel_rows.panel(warehouse, "cost_lines", FEBRUARY.where("customer_id", "ours"))
    rows = bridges.bridge(80, costs, "EUR")
    assert rows["amount"].tolist() == [80, -90, -90, -100]
    assert rows["text"].iloc[-1] == "−€100"


def test_dealings_of_one_customer(warehouse: Warehouse) -> None:
    own = FEBRUARY.where("customer_id", "ours")
    row = panel_rows.panel(warehouse, "value_points", own, month=MONTH, most_below=1, most_others=1).to_dict("records")[
        0
    ]
    contacts, promises = (panel_rows.panel(warehouse, name, own) for name in ("contacts_had", "promises_due"))
    assert value.dealings({str(key): cell for key, cell in row.items()}, contacts, promises) == (
        "1 contact, 4 complaints in 12 months, 2 of 3 judged ones our fault. A figure, not a verdict."
    )


def test_crowding_is_the_share_of_the_measure(warehouse: Warehouse) -> None:
    week = Filters().between(date(2026, 2, 9), date(2026, 2, 9))
    rows = panel_rows.panel(warehouse, "crowding_shares", week)
    bars = demand.crowding(rows)
    measured = measures.measure(warehouse, "crowding_out", week, ("none",)).iloc[0]["value"]
    assert bars["value"].tolist() == pytest.approx([0.6, measured])
    assert bars["published"].tolist() == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize(
    ("below", "words"),
    [
        (0, "Nobody costs more than they bring: 5 customers measured."),
        (1, "**1 customer** (20.0%) costs more than it brings and takes back **:orange[€10]** a year."),
    ],
)
def test_the_verdict_of_few(below: int, words: str) -> None:
    found = value.Totals(5, below, 0, 0, 5 - below, 0, 0, 100.0, 0.0, 50.0, 50.0, 10.0 if below else 0.0)
    assert value.verdict(found, "EUR") == words
