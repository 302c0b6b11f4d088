"""The chain of approval of an offer in words: within the limit, approved, too late, missing, unknown."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dashboard.engine import panel_rows
from dashboard.topics import offer_words
from tests.golden import literal
from tests.golden.literal import Log, incident

OPENED = datetime(2026, 3, 2, 8)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder: Path = tmp_path_factory.mktemp("offers")
    log = Log()
    offers = [("small", 50, "junior"), ("late", 80, "junior"), ("never", 90, "junior"), ("who", 70, "stranger")]
    for day, (name, amount, person) in enumerate([*offers, ("good", 60, "junior")]):
        log.add("one", OPENED + day * DAY, "comp_offered", ref_id=name, amount=amount, actor_id=person, code="refund")
    for name, day in (("late", 2), ("good", 3)):
        log.add("one", OPENED + day * DAY, "comp_approved", "manager", actor_id="boss", ref_id=name)
    limits = [
        {"agent_id": name, "valid_from": "2025-01-01", "comp_limit": limit}
        for name, limit in (("junior", 50), ("boss", 99))
    ]
    tables = {"incidents": [incident("one", OPENED)], "incident_events": log.rows, "agents": limits}
    warehouse = literal.publish(folder, tables, datetime(2026, 3, 30, 12))
    found = panel_rows.panel(warehouse, "one_incident_offers", incident_id="one")
    return offer_words.sentences(found, "Europe/Budapest", "EUR")


def test_every_step_of_an_approval_is_said(told: list[str]) -> None:
    small, late, never, stranger, good = told
    assert small == "Offer of €50 by junior, Mon 2 Mar 2026, 09:00: within the own limit of €50."
    assert late.startswith("✕ Offer of €80")
    assert "above the own limit of €50, approved too late, Wed 4 Mar 2026, 09:00" in late
    assert never.startswith("✕ ")
    assert never.endswith("above the own limit of €50, and nobody who may has approved it.")
    assert "cannot be told" in stranger
    assert good.endswith("above the own limit of €50, approved Thu 5 Mar 2026, 09:00.")
    assert not good.startswith("✕")
