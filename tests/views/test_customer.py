"""The page of one customer, and the way to find one, from links."""

from pathlib import Path

import pytest

from dashboard.warehouse.reader import Warehouse
from tests import tickets
from tests.views.opening import opened, text


@pytest.fixture(scope="module")
def everything(complete_company: Warehouse) -> Path:
    return complete_company.path.parent


def test_one_customer_with_its_money_and_complaints(
    everything: Path, complete_company: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(everything, monkeypatch, "customer", customer="c5")
    shown = text(app)
    assert app.header[0].value.startswith("Brings €")
    assert "judged complaint" in app.header[0].value
    for words in ("What does it bring, and what does it cost?", "How has its revenue gone?", "Hassle index", "Bound"):
        assert words in shown
    complaints = complete_company.frame(
        "select count(*) as found from incident_facts where customer_id = 'c5' and is_complaint"
    )["found"][0]
    assert f"{complaints} complaints of all time" in shown


def test_an_unknown_customer_is_said_in_words(everything: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(everything, monkeypatch, "customer", customer="nobody *at* all")
    assert "There is no customer" in app.header[0].value
    next(button for button in app.button if button.label == "Look for another customer").click().run()
    assert app.header[0].value == "Which customer do you want to look at?"


def test_a_customer_is_found_by_a_part_of_the_name(everything: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = text(opened(everything, monkeypatch, "customer", find="customer 11"))
    assert "with “customer 11” in name or number" in shown
    assert "Customer 110" in shown
    assert "0 customers with" in text(opened(everything, monkeypatch, "customer", find="<i>%_"))


def test_without_money_those_who_complained_most_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tickets.publish(tmp_path / "warehouse", tmp_path / "files")
    shown = text(opened(tmp_path / "warehouse", monkeypatch, "customer"))
    assert "Who complained most in these weeks?" in shown
    assert "needs account_month.revenue" in shown
