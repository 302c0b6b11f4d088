"""Signing in, where the company has set it up: writes carry the signed-in person, and nobody writes without."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.components import data
from dashboard.engine.filters import Filters
from dashboard.presentation.selection import Selection
from dashboard.state import decisions
from dashboard.state.database import State, open_state
from dashboard.state.decisions import Decision
from tests.views.opening import opened
from tests.views.test_decide import begun, press, stored

ANA: Mapping[str, str | bool] = {"is_logged_in": True, "sub": "1", "name": "Ana Kovács", "email": "ana@example.com"}
NAMESAKE: Mapping[str, str | bool] = {**ANA, "sub": "2", "email": "ana.kovacs@example.com"}


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    link = f"sqlite:///{tmp_path / 'state.sqlite'}"
    monkeypatch.setenv("AMENDS_STATE_URL", link)
    return open_state(link)


def waiting(state: State, author: str) -> Decision:
    """A sheet that waits for the approval of a parting."""
    sheet = begun(state, author=author)
    with state.write(author) as session:
        return decisions.decide(session, sheet, "part", plan="x", owner="B", review_on=date(2027, 1, 1))


def test_another_signed_in_person_approves_also_one_of_the_same_name(
    complete: Path, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting(state, "Ana Kovács (ana@example.com)")
    app = opened(complete, monkeypatch, "decide", ANA, customer="c5")
    assert [one.label for one in app.text_input if one.label == "Your name"] == []
    press(app, "approve-", "Approve")
    assert "another person" in app.error[0].value
    assert stored(state).status == "waiting"
    press(opened(complete, monkeypatch, "decide", NAMESAKE, customer="c5"), "approve-", "Approve")
    assert stored(state).approver == "Ana Kovács (ana.kovacs@example.com)"


def test_who_is_not_signed_in_writes_nothing_and_cannot_type_a_name(
    complete: Path, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting(state, "Ana Kovács (ana@example.com)")
    app = opened(complete, monkeypatch, "decide", {"is_logged_in": False}, customer="c5")
    assert [one.label for one in app.text_input if one.label == "Your name"] == []
    press(app, "approve-", "Approve")
    assert "Sign in first" in app.error[0].value
    assert stored(state).status == "waiting"
    assert any("signs in" in one.value for one in app.caption)


@pytest.mark.parametrize(
    ("user", "is_shown"), [(ANA, True), (NAMESAKE, False), ({**ANA, "email_verified": False}, False)]
)
def test_measures_against_colleagues_are_shown_to_who_is_named(
    complete: Path, monkeypatch: pytest.MonkeyPatch, user: Mapping[str, str | bool], is_shown: bool
) -> None:
    monkeypatch.setenv("AMENDS_CORRECTIVE_ACTIONS", "ana@example.com")
    panel, asked = data.panel, []

    def noted(chosen: Selection, name: str, filters: Filters, **parameters: Any) -> pd.DataFrame:
        if name == "one_incident_events":
            asked.append(parameters["shows_corrective_actions"])
        return panel(chosen, name, filters, **parameters)

    monkeypatch.setattr(data, "panel", noted)
    opened(complete, monkeypatch, "incidents", user, incident="i10")
    assert set(asked) == {is_shown}
