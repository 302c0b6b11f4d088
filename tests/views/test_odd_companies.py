"""Companies that no page was made for: 40 teams in one week, names in every script, one incident in all."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.golden import literal
from tests.views.opening import opened, text

AS_OF = datetime(2026, 3, 8, 17)
MONDAY = datetime(2026, 3, 2, 9)
SCRIPT = "<script>alert(1)</script> **bold** [link](http://x)"
NAMES = {
    "c-i0": SCRIPT,
    "c-i1": "شركة الأمل للتجارة",
    "c-i2": "Z̸͓̈́a̴͖̽l̷̰̈́g̵͍̏o̶͈̓ Kft.",
    "c-i3": "x" * 5_000,
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One week, 40 teams, four customers with odd names; the first one costs more than it brings."""
    log = literal.Log()
    for number in range(80):
        opened_at = MONDAY + timedelta(minutes=number)
        log.customer(f"i{number}", opened_at, body=SCRIPT if number % 2 else "x" * 5_000)
        log.add(f"i{number}", opened_at + timedelta(hours=1), "apology", code="specific")
    tables: dict[str, list[literal.Row]] = {
        "incidents": [
            literal.incident(f"i{number}", MONDAY + timedelta(minutes=number), team_id=f"t{number % 40}")
            for number in range(80)
        ],
        "incident_events": log.rows,
        "teams": [{"team_id": f"t{number}", "name": f"Team {number} {SCRIPT}"} for number in range(40)],
        "customers": [{"customer_id": key, "name": name, "language": "ka"} for key, name in NAMES.items()],
        "account_month": [
            {"customer_id": "c-i0", "month": f"2025-{month:02}", "revenue": -100, "cogs": 50, "currency": "EUR"}
            for month in range(1, 13)
        ],
        "account_cost": [{"customer_id": "c-i0", "month": "2025-06", "cost_type": "field_visit", "amount": 900}],
    }
    return literal.publish(tmp_path_factory.mktemp("odd"), tables, AS_OF).path.parent


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One incident, of which nothing else is known."""
    tables: dict[str, list[literal.Row]] = {"incidents": [{"incident_id": "i1", "opened_at": MONDAY}]}
    return literal.publish(tmp_path_factory.mktemp("single"), tables, AS_OF).path.parent


PAGES = ("", "incidents", "apology", "effort", "reasons", "recovery", "value", "explore", "data")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_over_one_incident(single: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    assert opened(single, monkeypatch, page).header[0].value


@pytest.mark.parametrize("page", ["", "incidents", "value", "incidents_opened"])
def test_one_week_of_forty_teams(odd: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    app = opened(odd, monkeypatch, page, weeks="All weeks")
    assert len(app.multiselect(key="team").options) >= 40
    if page == "incidents_opened":
        table = next(one.value for one in app.dataframe if "base" in one.value)
        assert len(table) == 40


def test_a_week_and_a_team_that_do_not_exist_are_said(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(odd, monkeypatch, team="nobody", week="2031-W07")
    told = " ".join(info.value for info in app.info)
    assert "no team “nobody”" in told
    assert "2031" in told


@pytest.mark.parametrize("number", range(4))
def test_names_and_texts_of_every_kind_are_shown_as_text(
    odd: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    app = opened(odd, monkeypatch, "incidents", incident=f"i{number}")
    shown = "\n".join([text(app), *(one.value for one in app.text)])
    for written in (*app.markdown, *app.caption, *app.header):
        assert "<script>" not in str(written.value)
        assert "[link](" not in str(written.value)
    assert "alert" in shown if number % 2 else "x" * 600 in shown


def test_a_customer_who_brings_less_than_nothing(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "−€" in text(opened(odd, monkeypatch, "customer", customer="c-i0"))
