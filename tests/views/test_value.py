"""Cost against value: whole, filtered, one customer from a link, with nothing, and with less data."""

import re
from pathlib import Path

import pytest

from dashboard.engine import measures
from dashboard.engine.filters import Filters
from dashboard.warehouse.reader import open_current
from tests import company
from tests.views.opening import opened, text


def test_the_page_of_a_whole_company(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "value")
    found = re.match(r"\*\*(\d+) customers?\*\* \([\d.]+%\) costs? more", app.header[0].value)
    assert found
    shown = text(app)
    for question in (
        "Who costs more than they bring?",
        "How much profit do they take back?",
        "How much of the margin does serving take?",
        "What does serving cost?",
        "Is it only the new ones?",
        "Who contacts us most for what they bring?",
        "Do a few crowd out the others?",
    ):
        assert f"##### {question}" in shown
    assert f"##### {found[1]} customer" in shown
    assert len(app.get("plotly_chart")) <= 6
    assert "Not measured" not in shown


def test_the_count_in_the_sentence_is_that_of_the_measure(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "value", segment="Business")
    row = measures.measure(
        open_current(complete),
        "negative_value_share",
        Filters.of({"segment": ["Business"]}, "2026-W22..2026-W47"),
        ("none",),
    ).iloc[0]
    assert app.header[0].value.startswith(f"**{row['numerator']:.0f} customer")
    assert f"({row['value']:.1%})" in app.header[0].value


def test_a_link_shows_the_card_of_a_customer(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "value", card="c14")
    assert "Customer 14 · c14" in text(app)
    assert {"Margin", "Cost to serve", "Net"} <= {metric.label for metric in app.metric}


def test_a_card_of_nobody_says_so(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "value", card="<b>nobody</b>")
    assert "No revenue and no cost of this customer" in text(app)


def test_one_week_shows_the_last_month_that_ended_by_then(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "value", week="2026-W46", weeks="1 week")
    assert "12 months to Oct 2026" in text(app)


def test_nothing_matches(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "value", segment="Nobility")
    assert "No case matches" in app.info[0].value


def test_without_revenue_the_page_says_what_is_needed(tickets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tickets, monkeypatch, "value")
    assert "Not measured. Needs `account_month.revenue`" in text(app)
    assert len(app.get("plotly_chart")) == 0


def test_without_costs_hassle_still_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    company.publish(tmp_path, 200, weeks=20, leave_out=("account_cost", "settings"))
    shown = text(opened(tmp_path, monkeypatch, "value"))
    assert "Needs `account_cost.amount`" in shown
