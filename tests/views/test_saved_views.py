"""Saved views: under a name, by a link, and as the page to begin with."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components import view_menu
from dashboard.state import saved_views
from dashboard.state.database import State, open_state
from dashboard.state.saved_views import SavedView
from tests.views.opening import opened, text


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    link = f"sqlite:///{tmp_path / 'state.sqlite'}"
    monkeypatch.setenv("AMENDS_STATE_URL", link)
    return open_state(link)


def press(app: AppTest, form: str, label: str) -> AppTest:
    (button,) = [one for one in app.button if one.form_id == form and one.label == label]
    return button.click().run()


def test_a_view_is_saved_opened_begun_with_and_removed(
    complete: Path, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(complete, monkeypatch, "incidents", {}, view_menu.MENU, week="2026-W30")
    app.text_input(key="views-title").set_value("My <b>team</b>")
    app.text_input(key="views-author").set_value("Ana")
    press(app, "views-new", "Save")
    with state.read() as session:
        (view,) = session.all(SavedView)
    assert (view.page, view.link, view.author) == ("incidents", "week=2026-W30", "Ana")
    link = next(element.proto.body for element in app.get("html") if "W30" in element.proto.body)
    assert link == '<a style="color: inherit" href="./incidents?week=2026-W30">My &lt;b&gt;team&lt;/b&gt;</a>'
    press(app, "views-kept", "Begin with it")
    begun = opened(complete, monkeypatch, "", {}, view_menu.MENU)
    assert begun.query_params["week"] == "2026-W30"
    assert begun.header[0].value == app.header[0].value
    assert any(element.proto.body.endswith(" ★</a>") for element in begun.get("html"))
    assert "week" not in opened(complete, monkeypatch, "apology_rate").query_params
    press(app, "views-kept", "Remove")
    with state.read() as session:
        assert session.all(SavedView) == ()


def test_a_view_whose_page_and_filters_are_gone(complete: Path, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    with state.write("Ana") as session:
        session.save(saved_views.new("Old measure", "no_such_measure", ""))
        odd = saved_views.new("Odd", "explore", "measure=gone&split=colour&team=nix")
        saved_views.start_with(session, session.save(odd))
    app = opened(complete, monkeypatch, "", {}, view_menu.MENU)
    shown = text(app)
    assert "Old measure: its page is not there any more" in shown
    assert "There is no measure" in shown
    assert "is not split by" in shown
    assert "no team “nix”" in shown
