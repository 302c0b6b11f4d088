import pandas as pd

from dashboard.charts.bridge import bridge
from dashboard.theme import LIGHT
from dashboard.topics import bridges


def test_each_bar_begins_where_the_one_above_ended_and_the_last_stands_on_zero() -> None:
    costs = pd.DataFrame({"cost_type": ["service_contact", "legal"], "amount": [70.0, 50.0]})
    bars = bridge(bridges.bridge(100.0, costs, "EUR"), LIGHT).data[0]
    ends = [base + length for base, length in zip(bars.base, bars.x, strict=True)]
    assert list(bars.base) == [0, 100, 30, 0]
    assert ends == [100, 30, -20, -20]


def test_small_lines_of_cost_are_drawn_together() -> None:
    types = ["delivery", "legal", "returns", "loyalty", "compensation", "collections", "other", "field_visit"]
    costs = pd.DataFrame({"cost_type": types, "amount": [float(10 - at) for at in range(8)]})
    rows = bridges.bridge(0.0, costs, "EUR")
    assert rows["label"].tolist()[-2:] == ["2 other lines", "Net value"]
    assert rows["amount"].tolist()[-2:] == [-7, -sum(costs["amount"])]


def test_without_costs_margin_is_net() -> None:
    rows = bridges.bridge(-5.0, pd.DataFrame({"cost_type": [], "amount": []}), "EUR")
    assert rows["amount"].tolist() == [-5, -5]
    assert bridge(rows, LIGHT).layout.height > 0
