"""The weekly report: its numbers are those of engine and overview, and nothing in it is obeyed or fetched."""

import io
import shutil
from collections.abc import Hashable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pypdf
import pytest

from dashboard import versions
from dashboard.commands.cli import main
from dashboard.engine import kpis, measures, weeks
from dashboard.engine.filters import Filters
from dashboard.errors import AmendsError
from dashboard.presentation import panels, tiles
from dashboard.presentation.panels import Choices
from dashboard.presentation.selection import Selection
from dashboard.report import choosing, contents, page, pdf, sheets
from dashboard.state import decisions, downloads
from dashboard.state.annotations import Annotation
from dashboard.state.database import open_state
from dashboard.state.place import state_url
from dashboard.warehouse.reader import Warehouse, open_current
from tests import company
from tests.report import reading
from tests.report.reading import File

W45 = date(2026, 11, 2)
NAMED = "<script>alert('ő &amp; ბ')</script>"
"""A customer's name that is a program, with letters of three scripts."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse whose customers and teams have dangerous names."""
    folder = tmp_path_factory.mktemp("report") / "warehouse"
    shown = {*kpis.on_overview(), "loss_reason_share"}
    company.publish(folder, 900, weeks=40, is_complete=True, kpi_ids=shown)
    published = versions.published(folder)
    assert published
    with duckdb.connect(str(published.path)) as con:
        con.execute("update canonical.customers set name = $name", {"name": NAMED})
        con.execute("update canonical.teams set name = '**<b>Online</b>**' where team_id = 't2'")
        con.execute("insert into meta.notes values ('a', '<img src=x onerror=alert(1)>')")
    return folder


@pytest.fixture(scope="module")
def warehouse(folder: Path) -> Warehouse:
    return open_current(folder)


@pytest.fixture(scope="module")
def choices(warehouse: Warehouse) -> Choices:
    return panels.choices(warehouse)


@pytest.fixture(scope="module")
def chosen(choices: Choices) -> Selection:
    return choosing.selection(choices, W45)


@pytest.fixture(scope="module")
def html(warehouse: Warehouse, chosen: Selection) -> str:
    return page.html(contents.report(warehouse, chosen, has_names=True))


@pytest.fixture(scope="module")
def file(html: str) -> File:
    return reading.read(html)


def measured(warehouse: Warehouse, data: Mapping[str, str]) -> dict[Hashable, Any]:
    """What `kpi ID --weeks … --by none` answers for a number of the file."""
    frame = measures.measure(warehouse, data["kpi"], Filters.of({}, data["weeks"]), ("none",))
    if "by" in data:
        column, _, value = data["by"].partition("=")
        frame = frame[frame[column] == value]
    rows: list[dict[Hashable, Any]] = frame.to_dict("records")
    assert len(rows) == 1
    return rows[0]


def test_every_number_is_that_of_the_engine(warehouse: Warehouse, file: File) -> None:
    told = [one for one in file.shown if "status" in one.data]
    assert len(told) >= 8 + 2 + 1
    assert {one.data["kpi"] for one in told} == {*kpis.on_overview(), "loss_reason_share"}
    for one in told:
        row = measured(warehouse, one.data)
        for name in ("value", "low", "high", "numerator", "denominator", "cases", "unknown"):
            expected = None if pd.isna(row[name]) else float(row[name])
            assert (name in one.data) == (expected is not None), (one, name)
            assert float(one.data.get(name, 0)) == pytest.approx(expected or 0), (one, name)
        assert one.data["status"] == row["status"]


def test_cards_say_what_the_tiles_of_the_overview_say(
    warehouse: Warehouse, choices: Choices, chosen: Selection, file: File
) -> None:
    assert (weeks.label(chosen.first), weeks.label(chosen.last)) == ("2026-W20", "2026-W45")
    for kpi_id in kpis.on_overview():
        tile = tiles.tile(warehouse, kpi_id, Filters(), chosen.first, chosen.last, choices)
        shown = file.of(kpi_id)
        assert shown.text == tile.value
        assert shown.data["verdict"] == tile.tone
        for text in (tile.pill, tile.facts, *(words for words, _ in tile.asides)):
            assert text in file.text
        if target := choices.target(kpi_id, W45):
            assert float(shown.data["target"]) == target


def test_weeks_that_may_change_are_marked_and_apart(file: File) -> None:
    late = [one for one in file.shown if one.data.get("status") == "provisional"]
    assert {"verified_resolved_14d", "apology_rate"} >= {one.data["kpi"] for one in late} > set()
    assert file.of("verified_resolved_14d").data["status"] == "final"
    assert "Provisional: these weeks may still change" in file.text


def test_a_week_that_is_not_over_is_told_so(warehouse: Warehouse, choices: Choices) -> None:
    report = contents.report(warehouse, choosing.selection(choices, choices.last_week))
    assert not report.is_over
    assert "what it shows so far is provisional" in reading.read(page.html(report)).text


def test_names_are_shown_and_never_obeyed(file: File, html: str) -> None:
    assert NAMED in file.text
    assert "<img src=x onerror=alert(1)>" in file.text
    assert {tag for tag, _ in file.tags} & {"script", "img", "iframe", "link", "object"} == set()
    assert not [one for _, one in file.tags if any(name.startswith("on") for name in one)]
    assert len(html.encode()) < 400_000


def test_a_filter_is_told_in_words_and_holds(warehouse: Warehouse, choices: Choices) -> None:
    chosen = choosing.selection(choices, W45, {"team_id": ["t2"]})
    found = reading.read(page.html(contents.report(warehouse, chosen)))
    assert "Team: **<b>Online</b>**" in found.text
    expected = measures.measure(warehouse, "apology_rate", Filters.of({"team_id": ["t2"]}, "2026-W45"), ("none",))
    assert int(found.of("apology_rate").data["cases"]) == expected["cases"].iloc[0]


def test_what_people_noted_of_the_weeks_and_measures_is_told_and_never_obeyed(
    warehouse: Warehouse, chosen: Selection
) -> None:
    def noted(ref: str, text: str) -> Annotation:
        return Annotation(scope="week", ref=ref, text=text, author="Ana")

    found = (noted("2026-W44", "Two ill <b>there</b>"), noted("2026-W46", "Later"), noted("2026-W20", "Long ago"))
    report = contents.report(warehouse, replace(chosen, choices=replace(chosen.choices, annotations=found)))
    assert report.noted == ("26 Oct 2026, W44: Two ill <b>there</b> (Ana)",)
    assert "What people noted" in page.html(report)
    assert "Two ill &lt;b&gt;there&lt;/b&gt; (Ana)" in page.html(report)
    assert "What people noted" not in page.html(replace(report, noted=()))


def test_nothing_is_fetched(file: File) -> None:
    """Addresses lead nowhere but into the file, and its policy forbids all else."""
    policy = next(one["content"] for tag, one in file.tags if one.get("http-equiv") == "Content-Security-Policy")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
    assert [one for _, one in file.tags if one.get("src") or one.get("href")] == []


def test_only_letters_that_occur_bring_their_typeface(warehouse: Warehouse, chosen: Selection, html: str) -> None:
    without = page.html(contents.report(warehouse, chosen))
    assert (html.count("@font-face"), without.count("@font-face")) == (3, 1)


def test_names_leave_only_when_asked_for_and_then_it_is_written_down(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("AMENDS_STATE_URL", raising=False)
    plain, named = tmp_path / "plain.html", tmp_path / "named.html"
    for out, more in ((plain, []), (named, ["--names"])):
        asked = ["report", "--week", "2026-W45", "--out", str(out), "--warehouse", str(folder), *more]
        assert main(asked) == 0, capsys.readouterr().err
    assert NAMED not in reading.read(plain.read_text("utf-8")).text
    assert NAMED in reading.read(named.read_text("utf-8")).text
    with open_state(state_url(folder)).read() as session:
        (log,) = downloads.downloads(session)
    assert log.what.startswith("Weekly report, ")
    assert log.what.endswith("as html")


def test_decisions_of_people_come_back_when_their_day_has_come(
    warehouse: Warehouse, chosen: Selection, tmp_path: Path
) -> None:
    state = open_state(f"sqlite:///{tmp_path / 'state.sqlite'}")
    with state.write("Anna") as session:
        for customer, outcome, day in (("c1", "reprice", 22), ("c2", "keep", 23), ("c3", "part", 1)):
            sheet = decisions.begin(session, customer, company.AS_OF, {})
            due = date(2026, 11 + (day == 1), day)
            decisions.decide(session, sheet, outcome, plan="talk", owner="<b>Bo</b>", review_on=due)
    found = sheets.of(state, chosen)
    assert [(one.customer, one.decided, one.due) for one in found] == [
        ("c3", "part, owner <b>Bo</b>", "waits for another person's approval"),
        ("c1", "reprice, owner <b>Bo</b>", "review due Sun 22 Nov 2026"),
    ]
    text = reading.read(page.html(contents.report(warehouse, chosen, found))).text
    assert "c1: reprice, owner <b>Bo</b>, review due Sun 22 Nov 2026" in text
    assert sheets.of(state, replace(chosen, filters=Filters.of({"team_id": ["t2"]}))) == ()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--week", "2026-W60"], 2, "“2026-W60” is no ISO week. Write a week like 2026-W08."),
        (["--week", "last week"], 2, "“last week” is no ISO week."),
        (["--week", "2027-W02"], 1, "the data end on Fri 20 Nov 2026, 18:00, in 2026-W47."),
        (["--week", "1999-W02"], 1, "There is nothing to report on 1999-W02: the data begin with "),
        (["--where", "team_id=nobody"], 1, "There is nothing to report: no measure has a case for team nobody"),
        (["--where", "colour=red"], 1, "“colour” cannot be filtered."),
        (["--out", "report.docx"], 2, "name it report.html or report.pdf"),
        (["--out", "no/folder/report.html"], 1, "Nothing was written."),
    ],
)
def test_what_cannot_be_reported_is_said_in_words(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, told: str
) -> None:
    out = tmp_path / "report.html"
    assert main(["report", "--out", str(out), "--warehouse", str(folder), *arguments]) == code
    assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_without_a_week_it_is_the_last_one_that_is_over(choices: Choices) -> None:
    assert weeks.label(choosing.monday(choices, None)) == "2026-W46"
    ended = replace(choices, version=replace(choices.version, as_of=choices.version.as_of.replace(day=22, hour=23)))
    assert weeks.label(choosing.usual(ended)) == "2026-W47"


def test_what_is_not_recorded_is_told(warehouse: Warehouse, tmp_path: Path) -> None:
    version = warehouse.version.version
    path = versions.version_file(tmp_path, version)
    shutil.copy(warehouse.path, path)
    with duckdb.connect(str(path)) as con:
        con.execute("delete from meta.coverage where table_name in ('losses', 'loss_reasons')")
        con.execute("update meta.version set is_sample = false")
    versions.point_at(tmp_path, version, tmp_path)
    without = open_current(tmp_path)
    report = contents.report(without, choosing.selection(panels.choices(without), W45))
    found = reading.read(page.html(report))
    assert found.of("churn_rate").data == {"kpi": "churn_rate", "status": "unavailable"}
    assert found.text.count("Not measured") >= 2
    assert "Which customers leave, and why, is not recorded yet." in found.text
    assert "invented" not in found.text


@pytest.mark.browser
def test_the_pdf_is_on_paper_what_the_file_is_on_a_screen(browser_path: Path, html: str, file: File) -> None:
    made = pdf.pdf(html, browser_path)
    sheets = [squeezed(sheet.extract_text()) for sheet in pypdf.PdfReader(io.BytesIO(made)).pages]
    assert [one.text for one in file.shown[:8] if squeezed(one.text) not in sheets[0]] == []
    assert "Howthemeasuresarecomputed" in "".join(sheets)


def squeezed(text: str) -> str:
    """Text without the spaces that a PDF has or has not."""
    return "".join(text.split())


def test_without_a_browser_a_pdf_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "gone"))
    with pytest.raises(AmendsError, match="there is none here"):
        pdf.pdf("<p>")
