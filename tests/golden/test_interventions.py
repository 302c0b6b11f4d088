"""Interventions compared: who is treated, what counts as kept, and the arithmetic on literal cases."""

from datetime import datetime, timedelta

import pandas as pd
import pytest

from dashboard.engine import measures
from dashboard.engine.shapes import adjusted_effect, cost_per_retained
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Publish, Row, incident, line

OPENED = datetime(2025, 7, 7, 9)
AS_OF = datetime(2026, 3, 2)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def customer(customer_id: str) -> Row:
    return {"customer_id": customer_id, "acquired_at": "2025-01-01", "segment": "S"}


def loss(customer_id: str, lost_at: str, kind: str = "full") -> Row:
    return {"loss_id": f"L-{customer_id}", "customer_id": customer_id, "lost_at": lost_at, "kind": kind}


class Plan:
    """Collects interventions and numbers them."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, incident_id: str, kind: str, at: datetime = OPENED, **more: object) -> None:
        number = f"V{len(self.rows)}"
        row: Row = {"intervention_id": number, "incident_id": incident_id, "type": kind, "started_at": at, "cost": 5}
        self.rows.append(row | more)


@pytest.fixture(scope="module")
def arms(publish: Publish) -> Warehouse:
    plan = Plan()
    limit = OPENED + 14 * DAY
    for name in ("both", "lost at 90 days", "lost later", "parted with", "no cost", "lost in time"):
        plan.add(name, "refund")
        plan.add(name, "apology_call", cost=None if name == "no cost" else 7)
    plan.add("both", "apology_written", cost=1)
    plan.add("refund only", "gift")
    plan.add("apology at the limit", "discount", limit)
    plan.add("apology at the limit", "apology_call", limit)
    plan.add("apology late", "discount")
    plan.add("apology late", "apology_call", limit + SECOND)
    plan.add("apology only", "apology_call")
    plan.add("whole team", "refund", level="team")
    plan.add("", "refund", OPENED + DAY, customer_id="c-by customer")
    plan.add("", "refund", OPENED - DAY, customer_id="c-too early")
    lost = {
        "lost at 90 days": "2025-10-19",
        "lost later": "2025-10-20",
        "parted with": "2025-10-01",
        "lost in time": "2025-07-21",
    }
    losses = [loss(f"c-{name}", at, "ended_by_us" if name == "parted with" else "full") for name, at in lost.items()]
    names = dict.fromkeys(str(row["incident_id"]) for row in plan.rows if row["incident_id"])
    incidents = [incident(name, OPENED, severity=2) for name in (*names, "by customer", "too early", "nothing")]
    tables = {"incidents": incidents, "losses": losses, "interventions": plan.rows}
    return publish(tables | {"customers": [customer(str(row["customer_id"])) for row in incidents]}, AS_OF)


def test_arms_and_outcome(arms: Warehouse) -> None:
    rows = measures.rows(arms, "adjusted_effect")
    found = rows.set_index("case_id")[["is_treated", "numerator"]]
    assert {name: tuple(row) for name, row in zip(found.index, found.to_numpy().tolist(), strict=True)} == {
        "both": (True, 1),
        "lost at 90 days": (True, 0),
        "lost later": (True, 1),
        "no cost": (True, 1),
        "refund only": (False, 1),
        "apology at the limit": (True, 1),
        "apology late": (False, 1),
        "by customer": (False, 1),
    }
    assert set(rows["stratum"]) == {"S / severity 2 / 0 earlier / value unknown"}


def test_states_and_axis(arms: Warehouse) -> None:
    found = line(arms, "adjusted_effect")
    assert (found["cases"], found["unknown"], found["immature"]) == (8, 1, 0)
    assert pd.isna(found["value"])
    earlier = line(arms.at(OPENED + 104 * DAY - SECOND), "adjusted_effect")
    assert (earlier["cases"], earlier["immature"]) == (0, 9)
    quarters = measures.measure(arms, "adjusted_effect")["quarter"]
    assert f"{quarters.iloc[0]:%Y-%m-%d}" == "2025-07-01"


def test_cost_of_apologies(arms: Warehouse) -> None:
    rows = measures.rows(arms, "cost_per_retained").set_index("case_id")
    assert rows["cost"].to_dict() == {
        "both": 8,
        "lost at 90 days": 7,
        "lost later": 7,
        "refund only": 0,
        "apology at the limit": 5,
        "apology late": 0,
        "by customer": 0,
    }
    assert line(arms, "cost_per_retained")["unknown"] == 2


def cases(sizes: dict[tuple[str, bool], tuple[int, int]], cost: float = 0) -> pd.DataFrame:
    """Literal cases: (stratum, treated) -> (cases, kept)."""
    rows = [
        {"stratum": stratum, "is_treated": treated, "numerator": int(number < kept), "cost": cost * treated}
        for (stratum, treated), (count, kept) in sizes.items()
        for number in range(count)
    ]
    return pd.DataFrame(rows).assign(customer_id=[f"c{number}" for number in range(len(rows))])


CONFOUNDED = {
    ("mild", True): (10, 9),
    ("mild", False): (90, 72),
    ("severe", True): (90, 54),
    ("severe", False): (10, 5),
}
"""Ten points better in each stratum, though worse in all together."""


def test_effect_within_strata() -> None:
    found = adjusted_effect.reduce(cases(CONFOUNDED))
    assert found.value == pytest.approx(10)
    assert found.low is not None
    assert found.high is not None
    variance = 9**2 * (0.9 * 0.1 / 10 + 0.8 * 0.2 / 90 + 0.6 * 0.4 / 90 + 0.5 * 0.5 / 10)
    assert found.high - found.low == pytest.approx(2 * 100 * 1.959964 * variance**0.5 / 18, rel=1e-6)
    assert adjusted_effect.effect_of(cases(CONFOUNDED)).crude == pytest.approx(63 / 100 - 77 / 100)


@pytest.mark.parametrize(
    "sizes",
    [
        {("mild", True): (29, 20), ("mild", False): (100, 50)},
        {("mild", True): (79, 60), ("mild", False): (100, 50), ("severe", True): (21, 10)},
        {("mild", True): (100, 60)},
    ],
    ids=["29 treated", "79 % in shared strata", "nobody to compare with"],
)
def test_no_value_where_groups_are_not_comparable(sizes: dict[tuple[str, bool], tuple[int, int]]) -> None:
    assert adjusted_effect.reduce(cases(sizes)).value is None


def test_cost_of_one_more_customer_kept() -> None:
    """Thirty points more of 200 treated at 6 each: 60 kept for 1200."""
    found = cost_per_retained.reduce(cases({("all", True): (200, 180), ("all", False): (200, 120)}, cost=6))
    assert (found.value, found.numerator, found.denominator) == pytest.approx((20, 1200, 60))
    assert found.low is not None
    assert found.high is not None
    assert 13 < found.low < 20 < found.high < 30


def test_no_cost_without_a_sure_effect() -> None:
    assert cost_per_retained.reduce(cases(CONFOUNDED, cost=6)).value is None


@pytest.fixture(scope="module")
def evidence(publish: Publish) -> Warehouse:
    """In the first quarter refunds keep 36 of 40 and gifts 12 of 40; in the third two of three get a refund."""
    plan = Plan()
    early, late = datetime(2025, 1, 7, 9), datetime(2025, 7, 7, 9)
    names: dict[str, datetime] = {}
    losses = []
    for kind, kept in (("refund", 36), ("gift", 12)):
        for number in range(40):
            name = f"{kind}{number}"
            names[name] = early
            plan.add(name, kind, early)
            if number >= kept:
                losses.append(loss(f"c-{name}", "2025-02-10"))
    for name, kind in (("new 1", "refund"), ("new 2", "refund"), ("new 3", "gift")):
        names[name] = late
        plan.add(name, kind, late)
    incidents = [incident(name, at, severity=2) for name, at in names.items()]
    incidents.append(incident("another stratum", late, severity=3))
    tables = {"incidents": incidents, "losses": losses, "interventions": plan.rows}
    return publish(tables | {"customers": [customer(str(row["customer_id"])) for row in incidents]}, AS_OF)


def test_treated_as_the_evidence_suggests(evidence: Warehouse) -> None:
    found = measures.measure(evidence, "best_fit_table").set_index("quarter")
    third = found.loc["2025-07-01"]
    assert (third["numerator"], third["denominator"], third["unknown"]) == (2, 3, 1)
    assert found.loc["2025-01-01", ["cases", "unknown"]].tolist() == [0, 80]
    rows = measures.rows(evidence, "best_fit_table").set_index("case_id")
    assert set(rows["best_intervention"]) == {"refund"}
    assert rows["count_tried"].tolist() == [40, 40, 40]
    assert 0.6 < rows["share_kept_shrunk"].iloc[0] < 0.9
