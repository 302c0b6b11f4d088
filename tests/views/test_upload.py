"""Loading files in the browser: what is proposed, its correction, a real load, and what cannot be loaded."""

import io
import time
from pathlib import Path

import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from dashboard import versions
from tests.views.opening import opened, text

LIST = (
    b"Ref;Kontakt;Begin;Colour;Finished\n"
    b"0001;anna@example.com;2026-03-02 09:00;red;2026-03-03 10:00\n"
    b"0002;ben@example.com;2026-03-04 09:00;blue;2026-03-05 10:00\n"
    b"0003;ben@example.com;never;blue;\n"
)
LOAD_SECONDS = 120


def dropped(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """The page after files were dropped there."""
    app.file_uploader[0].set_value([(name, content, "text/csv") for name, content in files])
    return app.run()


def choice(app: AppTest, column: str) -> object:
    """What a column is taken for."""
    return next(box for box in app.selectbox if box.label == f"What “{column}” is").value


def choose(app: AppTest, column: str, target: str) -> AppTest:
    """The page after a column was corrected."""
    return next(box for box in app.selectbox if box.label == f"What “{column}” is").select(target).run()


def pressed(app: AppTest) -> AppTest:
    """The page after “Load” was pressed and the load has ended."""
    app.button(key="upload-start").click().run()
    deadline = time.monotonic() + LOAD_SECONDS
    while any(button.key == "upload-stop" for button in app.button) and time.monotonic() < deadline:
        time.sleep(0.2)
        app.run()
    return app


def said(app: AppTest) -> str:
    """All words of the page with its warnings, refusals and results."""
    boxes = [box.value for box in (*app.error, *app.warning, *app.success)]
    return "\n".join([text(app), *boxes]).replace("\\", "")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page where nothing is loaded yet."""
    return opened(tmp_path / "warehouse", monkeypatch, "load")


def test_a_list_is_proposed_corrected_and_loaded(empty: AppTest, tmp_path: Path) -> None:
    app = dropped(empty, ("tickets.csv", LIST))
    assert "tickets.csv is a table with headings of its own" in said(app)
    assert choice(app, "Ref") == "incidents.incident_id"
    assert choice(app, "Colour") == ""
    choose(app, "Kontakt", "incidents.customer_id")
    choose(app, "Finished", "incidents.opened_at")
    choose(app, "Begin", "incidents.opened_at")
    assert "Two columns are given as “When it was opened”" in said(app)
    choose(app, "Finished", "incidents.resolved_at")
    assert "Chosen by you." in said(app)
    assert not app.warning
    pressed(app)
    assert "rows loaded, 1 rejected" in app.success[0].value, said(app)
    counts = app.table[0].value.set_index("Table").loc["incidents"]
    assert counts[["Read", "Loaded", "Rejected", "Double", "Files"]].tolist() == ["3", "2", "1", "0", r"tickets\.csv"]
    words = said(app)
    assert "opened_at" in words
    assert "of them new" in words
    assert "What would the next column add?" in words
    assert versions.published(tmp_path / "warehouse") is not None
    app.button(key="upload-again").click().run()
    assert not app.success
    assert not app.exception


def test_a_load_that_is_refused_says_why_and_keeps_the_answers(empty: AppTest, tmp_path: Path) -> None:
    content = b"incident_id,opened_at\n1,03/04/2026\n2,05/04/2026\n"
    app = dropped(empty, ("incidents.csv", content))
    zone = next(box for box in app.selectbox if box.label == "Time zone of the company")
    zone.select("Asia/Tbilisi").run()
    pressed(app)
    assert "incidents.csv" in app.error[0].value.replace("\\", "")
    assert "amends-upload" not in app.error[0].value
    assert "Say the order of day and month under “If the files do not tell”." in said(app)
    assert next(box for box in app.selectbox if box.label == "Time zone of the company").value == "Asia/Tbilisi"
    assert versions.published(tmp_path / "warehouse") is None


def workbook_without_rows() -> bytes:
    """An Excel file with an empty sheet."""
    content = io.BytesIO()
    Workbook().save(content)
    return content.getvalue()


def test_what_is_no_table_is_told_in_plain_words(empty: AppTest) -> None:
    for name, content, told in [
        ("none.csv", b"", "none.csv is empty"),
        ("broken.csv.gz", b"\x1f\x8bnonsense", "broken.csv.gz is damaged"),
        ("broken.parquet", b"nonsense", "broken.parquet"),
        ("broken.xlsx", b"nonsense", "broken.xlsx"),
        ("sheet.xlsx", workbook_without_rows(), "sheet.xlsx"),
        ("picture.csv", bytes(range(256)) * 20, ""),
        ("words.txt", b"Dear all,\nthis is a letter.\n", "No column says when a ticket was opened"),
    ]:
        app = dropped(empty, (name, content))
        assert not app.exception, name
        assert told in said(app), name
        assert "amends-upload" not in said(app), name
        assert not app.success
        assert "could not be drawn" not in said(app), name


def test_three_hundred_columns_come_in_parts(empty: AppTest) -> None:
    heads = ",".join([*(f"c{number}" for number in range(299)), "opened at"])
    app = dropped(empty, ("wide.csv", f"{heads}\n{'x,' * 299}2026-03-02\n".encode()))
    assert len([box for box in app.selectbox if box.label.startswith("What “")]) == 20
    assert choice(app, "opened at") == "incidents.opened_at"
    part = next(box for box in app.selectbox if box.label.startswith("Columns shown, of 300"))
    part.select(280).run()
    choose(app, "c298", "incidents.product")
    next(box for box in app.selectbox if box.label.startswith("Columns shown")).select(0).run()
    next(box for box in app.selectbox if box.label.startswith("Columns shown")).select(280).run()
    assert choice(app, "c298") == "incidents.product"
    assert not app.warning


def test_replace_or_add_is_asked_where_something_is_loaded(tickets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tickets, monkeypatch, "load")
    assert "What happens then?" in text(app)
    app = dropped(app, ("tickets.csv", LIST))
    assert "What happens then?" not in text(app)
    where = next(radio for radio in app.radio if radio.label == "What is loaded now")
    assert where.value == "Replace what is loaded"
    assert "Loaded now: data up to" in said(app)
    where.set_value("Add to it").run()
    assert not app.warning


def test_it_can_be_switched_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMENDS_UPLOAD", "off")
    app = opened(tmp_path, monkeypatch, "load")
    assert not app.file_uploader
    assert "switched off" in text(app)
    assert "browser" not in text(opened(tmp_path, monkeypatch)).replace("in the browser is", "")
