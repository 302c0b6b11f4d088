"""The pages in Streamlit's own test runner: quick, without a browser, for states that are hard to reach by hand."""

from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import versions
from dashboard.engine import kpis
from tests import company
from tests.views.opening import tiles

APP = str(Path(__file__).resolve().parents[2] / "dashboard" / "app.py")


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_file(APP, default_timeout=60)


def opened(app: AppTest, warehouse: Path, monkeypatch: pytest.MonkeyPatch, **params: str | list[str]) -> AppTest:
    monkeypatch.setenv("AMENDS_WAREHOUSE", str(warehouse))
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def test_the_overview_of_a_whole_company(app: AppTest, complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(app, complete, monkeypatch)
    assert list(tiles(app)) == list(kpis.on_overview())
    assert [error.value for error in app.error] == []
    assert "Version " in app.caption[-1].value
    assert "Sample company, invented data" in app.caption[-1].value


def test_a_link_seeds_the_filters(app: AppTest, complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(app, complete, monkeypatch, team=["t2", "North"], weeks="13")
    assert app.multiselect(key="team").value == ["Online", "North"]
    assert app.selectbox(key="weeks").value == "13 weeks"
    assert "Team: Online, North" in [button.label for button in app.button]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"team": "xyz"}, "no team “xyz”. The nearest filter that has cases is **all teams**"),
        ({"severity": "high"}, "no severity “high”"),
        ({"week": "2031-W07"}, "There is no week “2031-W07” in the data"),
        ({"week": "<b>"}, "There is no week “<b>” in the data"),
    ],
)
def test_what_the_data_do_not_have_is_said_in_plain_words(
    app: AppTest, complete: Path, monkeypatch: pytest.MonkeyPatch, asked: dict[str, str], told: str
) -> None:
    opened(app, complete, monkeypatch, **asked)
    assert told in app.info[0].value.replace("\\", "")


def test_reset_opens_everything_again(app: AppTest, complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(app, complete, monkeypatch, team="t2", severity="3")
    next(button for button in app.button if button.label == "Reset").click().run()
    assert app.multiselect(key="team").value == []
    assert app.multiselect(key="severity").value == []


def test_tickets_alone_give_a_page_that_names_what_is_missing(
    app: AppTest, tickets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(app, tickets, monkeypatch)
    texts = [caption.value for caption in app.caption]
    assert any("still waiting: Revenue at risk, Churn rate" in text for text in texts)
    assert "##### What would the next column add?" in [markdown.value for markdown in app.markdown]
    assert not any("invented" in text for text in texts)
    assert [error.value for error in app.error] == []


def test_nothing_loaded_says_how_to_load(app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(app, tmp_path, monkeypatch)
    assert app.header[0].value == "Nothing is loaded yet"
    assert "python -m dashboard load" in app.code[0].value


def test_a_damaged_pointer_is_told_in_plain_words(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / versions.POINTER).write_text("{", encoding="utf-8")
    opened(app, tmp_path, monkeypatch)
    assert "is damaged" in app.error[0].value


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("update meta.version set layout = 'another'", "made by another Amends"),
        ("alter table meta.version drop column layout", "cannot be read"),
    ],
)
def test_what_another_amends_published_has_to_be_loaded_again(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str, told: str
) -> None:
    version = company.publish(tmp_path, 100, kpi_ids=["apology_rate"])
    with duckdb.connect(str(versions.version_file(tmp_path, version))) as con:
        con.execute(change)
    opened(app, tmp_path, monkeypatch)
    assert app.header[0].value == "The data have to be loaded again"
    assert told in app.markdown[0].value
    assert [error.value for error in app.error] == []


def test_a_fault_shows_an_id_and_no_traceback(
    app: AppTest, complete: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("dashboard.presentation.sentences.overview", fail)
    opened(app, complete, monkeypatch)
    (shown,) = app.error
    assert "could not be drawn" in shown.value
    assert "secret" not in shown.value
    assert "secret detail" in caplog.text
