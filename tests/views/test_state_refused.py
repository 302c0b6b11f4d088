"""Pages when what people write cannot be written or read: the numbers stay, and the refusal is said in plain words."""

import sqlite3
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components import data, view_menu
from dashboard.state import queue_lines, saved_views
from dashboard.state.database import State, open_state
from dashboard.state.place import read_url
from tests.views.opening import opened, text


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A database with one saved view in it."""
    path = tmp_path / "state.sqlite"
    with open_state(f"sqlite:///{path}").write("Ana") as session:
        session.save(saved_views.new("<script>alert(1)</script>", "incidents", ""))
        queue_lines.take(session, "gone", "<script>alert(2)</script>")
    return path


def saves_a_view(app: AppTest) -> list[str]:
    """What the page says when a view is saved on it."""
    app.session_state[view_menu.MENU] = True
    app.run()
    app.text_input(key="views-title").set_value("Mine")
    app.text_input(key="views-author").set_value("Ana")
    (button,) = [one for one in app.button if one.form_id == "views-new"]
    button.click().run()
    assert not app.exception
    return [error.value.replace("\\", "") for error in app.error]


def begins_a_sheet(app: AppTest) -> list[str]:
    """What the page says when a sheet is begun on it."""
    app.text_input(key="begin-author-c5").set_value("Ana")
    (button,) = [one for one in app.button if one.form_id == "begin-c5"]
    button.click().run()
    assert not app.exception
    return [error.value.replace("\\", "") for error in app.error]


def test_a_database_that_may_only_be_read(complete: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMENDS_STATE_URL", f"sqlite:///{place}?mode=ro")
    app = opened(complete, monkeypatch, "decide", {}, view_menu.MENU, customer="c5")
    shown = [element.proto.body for element in app.get("html")]
    assert any("&lt;script&gt;alert(1)" in one for one in shown)
    assert not any("<script>alert(1)" in one for one in shown)
    for said in (saves_a_view(app), begins_a_sheet(app)):
        assert "can only be read, so nothing was saved" in said[0]
    assert "in the last 12 months" in text(app)


def test_a_database_that_another_program_holds(complete: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMENDS_STATE_URL", f"sqlite:///{place}")
    impatient = State(read_url(f"sqlite:///{place}"), wait_seconds=0.1)
    monkeypatch.setattr(data, "open_state", lambda _link: impatient)
    app = opened(complete, monkeypatch, "decide", customer="c5")
    holder = sqlite3.connect(place, isolation_level=None)
    holder.execute("begin immediate")
    for said in (saves_a_view(app), begins_a_sheet(app)):
        assert "Somebody else has been writing" in said[0]
    holder.close()
    assert begins_a_sheet(app) == []


def test_a_database_of_a_newer_version(complete: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(place) as con:
        con.execute("update alembic_version set version_num = '9999'")
    con.close()
    open_state.cache_clear()
    monkeypatch.setenv("AMENDS_STATE_URL", f"sqlite:///{place}")
    app = opened(complete, monkeypatch, "decide", customer="c5")
    assert "newer" in app.warning[0].value
    assert "newer" in saves_a_view(app)[0]
    assert "in the last 12 months" in text(app)
