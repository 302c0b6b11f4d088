"""The page Recovery: a whole company, choices in the link, and what is said where data are missing."""

from pathlib import Path

import pytest

from tests import company
from tests.views.opening import opened, text

KPIS = (
    *("retention_after_incident", "recovery_triad_rate", "recovery_paradox_gap", "revenue_retention_90d"),
    *("adjusted_effect", "cost_per_retained", "best_fit_table", "verified_resolved_14d", "handled_well"),
)

VERSION = "20261120T180000000Z-000000{}"
"""Each company has a version of its own: what pages remember, they remember by version."""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recovery")
    company.publish(folder, 2_400, weeks=80, kpi_ids=KPIS, is_complete=True, version=VERSION.format("61"))
    return folder


def test_the_whole_page(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(warehouse, monkeypatch, "recovery")
    assert "of justified complaints get apology" in app.header[0].value
    assert "customers stay for 90 days" in app.header[0].value
    assert len(app.metric) == 4
    words = text(app)
    assert "**Compensation and an apology against compensation without an apology.**" in words
    assert "An association: staff chose who got what. 2 comparisons shown" in words
    assert "had left by then and are in no curve" in words
    links = [link.proto.label for link in app.get("page_link")]
    assert {"Retention after a complaint", "Found by us first"} <= set(links)


def test_a_link_reproduces_the_comparison(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = {"first": "Refund", "second": "Nothing on record", "outcome": "Solution that holds", "opened": "chosen"}
    app = opened(warehouse, monkeypatch, "recovery", groups="After a second complaint", **link)
    words = text(app)
    assert "**Refund against nothing on record.**" in words
    assert "3 comparisons shown" in words
    assert "First one" in words


def test_an_intervention_that_is_none_falls_back(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "**Compensation and an apology against" in text(
        opened(warehouse, monkeypatch, "recovery", first="<b>", second="Unheard of", groups="x")
    )


def test_one_incident_is_too_few_and_says_so(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = text(opened(warehouse, monkeypatch, "recovery", incident="i100"))
    assert "Too few to compare" in words or "Not known for any customer" in words


def test_nothing_matches(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(warehouse, monkeypatch, "recovery", team="Nobody's team")
    assert app.header[0].value == "Nobody with a complaint could be watched in these weeks."
    assert "No case matches" in app.info[0].value


def test_tickets_alone_say_what_is_missing(tickets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tickets, monkeypatch, "recovery")
    assert app.header[0].value == "Who stays after a complaint is not recorded yet"
    assert "Needs `losses.lost_at`" in text(app)
    assert "Needs `interventions.type`" in text(app)
