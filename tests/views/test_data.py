"""The pages about the data and the definitions, over a whole company and over one faulty ticket file."""

from pathlib import Path

import pytest

from dashboard.engine import kpis
from tests import company, tickets
from tests.views.opening import opened, text, tiles


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("everything")
    company.publish(folder, 400, weeks=20, kpi_ids=["apology_rate"], version="20261120T180000000Z-00000011")
    return folder


@pytest.fixture(scope="module")
def tickets_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tickets")
    tickets.publish(folder / "warehouse", folder / "files")
    return folder / "warehouse"


def test_the_files_the_channels_and_the_versions(everything: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = text(opened(everything, monkeypatch, "data"))
    assert "rows in" in shown
    assert f"of {len(kpis.registry())} measures can be computed" in shown
    assert "20261120T180000000Z-00000011" in shown
    assert "Phone" in shown


def test_a_faulty_file_says_what_was_wrong(tickets_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = text(opened(tickets_only, monkeypatch, "data", part="Checks"))
    assert "2 rejected" in shown
    assert "severity must be from 1 to 4" in shown
    assert "were resolved before they were opened" in shown
    assert "incidents\\.csv\\: columns not known" in shown
    assert tickets_only.parent.name not in shown
    assert tickets.ODD[1] not in shown
    assert "Looked for and not found: event whose code" in shown


def test_the_counts_of_a_file_add_up(tickets_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (files, *_) = opened(tickets_only, monkeypatch, "data").table
    row = files.value.iloc[0]
    assert row["Read"] == row["Loaded"] + row["Rejected"] + row["Double"] == tickets.SOUND + len(tickets.ODD)


def test_without_texts_the_page_says_what_they_would_add(
    tickets_only: Path, everything: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = text(opened(tickets_only, monkeypatch, "data", part="Messages"))
    assert "only what somebody coded counts" in shown
    assert "incident_events.body" in shown
    older = text(opened(everything, monkeypatch, "data", part="Messages"))
    assert "loaded before messages were read" in older


def test_what_the_next_column_adds(tickets_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = text(opened(tickets_only, monkeypatch, "data", part="What adds more"))
    assert "● **T0**" in shown
    assert "○ T8" in shown
    assert "`incidents.customer_id`" in shown
    assert "every number by product" in shown


def test_the_columns_of_a_table(tickets_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tickets_only, monkeypatch, "data", part="Columns", table="incidents")
    (table,) = app.dataframe
    filled = table.value.set_index("Column")["Filled"]
    assert filled["incident_id"] == 100
    assert filled["resolved_at"] == 99
    assert filled["customer_id"] == 0


def test_measures_are_found_by_words_family_and_availability(
    tickets_only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"{len(kpis.registry())} measures found" in text(opened(tickets_only, monkeypatch, "measures"))
    narrowed = text(opened(tickets_only, monkeypatch, "measures", find="apology", measured="Not measured"))
    assert "Not measured: needs incident_events" in narrowed
    assert "How many customers leave us in a week?" not in narrowed
    family = text(opened(tickets_only, monkeypatch, "measures", family="Volume"))
    assert "##### Volume" in family
    assert "##### Apology" not in family


def test_codes_are_found_in_four_languages(tickets_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tickets_only, monkeypatch, "measures", kind="Codes", find="ტელეფონი")
    (codes,) = app.dataframe
    phone = codes.value.set_index(["List", "Code"]).loc[("channel", "phone")]
    assert phone["In your data"] == tickets.SOUND // 2 + 1
    assert phone["Hungarian"] == "telefon"


def test_tickets_alone_give_an_overview_that_is_useful(tickets_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tickets_only, monkeypatch)
    shown = text(app)
    assert len(tiles(app)) >= 3
    assert "No case matches" not in shown
    assert "What would the next column add?" in shown
    assert "Headline measures still waiting: Revenue at risk" in shown
    assert "`incidents.customer_id`" in shown


def test_a_link_with_nonsense_opens_the_page(everything: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Which files were read" in text(opened(everything, monkeypatch, "data", part="<b>", table="xyz"))
