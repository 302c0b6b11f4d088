"""Printed pages are whole: the verdict, every tile on the first sheet, no menu, no button, no empty sheet."""

import io
import re

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from dashboard.topics.sheet_words import QUESTIONS
from tests.e2e import pages
from tests.e2e.serving import ROOT

pytestmark = pytest.mark.browser


def sheets(page: Page, *, landscape: bool) -> list[str]:
    """The words of every sheet of A4 as Chromium prints the page."""
    document = PdfReader(io.BytesIO(page.pdf(format="A4", landscape=landscape, print_background=True)))
    return [words(sheet.extract_text()) for sheet in document.pages]


def words(text: str) -> str:
    """Text without regard to lines and to the spaces that a PDF has or has not between letters."""
    return re.sub(r"\s+", "", text)


def test_the_first_sheet_holds_the_verdict_and_every_tile(page: Page, dashboard: str) -> None:
    pages.open_page(page, f"{dashboard}/?team=Online")
    verdict = page.get_by_role("heading", level=2).first.inner_text()
    names = [link.inner_text() for link in page.locator("[data-tile] a").all()]
    values = pages.values(page)
    assert len(names) == len(values) == 8
    for landscape in (True, False):
        printed = sheets(page, landscape=landscape)
        first, everything = printed[0], "".join(printed)
        assert [text for text in (verdict, *values) if words(text) not in first] == []
        assert [name for name in names if words(name.split("\n")[0]) not in first] == []
        assert "Datato" in first  # how old the data are
        assert [number for number, text in enumerate(printed) if not text] == []
        assert "Definitions" not in everything
        assert "Reset" not in everything


def test_a_wide_chart_shrinks_to_the_sheet(page: Page) -> None:
    """The rules for paper, on a chart drawn wider than the sheet."""
    css = (ROOT / "dashboard" / "static" / "print.css").read_text(encoding="utf-8")
    chart = "<svg class=main-svg width=1400 height=100 xmlns='http://www.w3.org/2000/svg'></svg>"
    page.set_content(
        f"<style>{css}</style><div style='width:700px'>"
        f"<div class=stElementContainer><div class=stPlotlyChart>{chart}</div></div></div>"
    )
    page.emulate_media(media="print")
    assert page.locator("svg").bounding_box() == {"x": 8, "y": 8, "width": 700, "height": 50}
    page.emulate_media(media="screen")
    box = page.locator("svg").bounding_box()
    assert box is not None
    assert box["width"] == 1400


def test_a_sheet_of_seven_questions_prints_with_what_was_written(page: Page, dashboard: str) -> None:
    pages.open_page(page, f"{dashboard}/decide?customer=c12")
    page.get_by_role("textbox", name="Your name").last.fill("Ana")
    page.get_by_role("button", name="Begin the sheet").click()
    note = page.get_by_role("textbox", name="Note on question 3")
    note.fill("We broke our word twice. " * 20 + "That is the end of it.")
    page.get_by_role("button", name="Save the answers").click()
    pages.settle(page)
    printed = "".join(sheets(page, landscape=False))
    for said in (*QUESTIONS.values(), "in the last 12 months", "That is the end of it.", "Begun by Ana"):
        assert words(said) in printed
