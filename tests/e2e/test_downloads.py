import pytest
from playwright.sync_api import Page, expect

from tests.e2e import downloads, pages

pytestmark = pytest.mark.browser


def test_every_table_and_chart_of_a_page_can_be_taken_along(page: Page, dashboard: str) -> None:
    pages.open_page(page, f"{dashboard}/?team=Online")
    expect(page.get_by_role("button", name="Download as CSV")).to_have_count(0)
    page.get_by_role("button", name="Download the data of this page").click()
    expect(page.get_by_text("With personal data (Who); this is recorded")).to_be_visible()
    rows, about = downloads.taken(page, "page-data-decisions", "sample-company-invented-data-decisions")
    assert len(rows) == about["rows"] > 0
    assert "Who" not in rows[0]
    assert about["filters"].startswith("team Online")
    assert "apology_rate" in [one["id"] for one in about["definitions"]]
    assert "team_id IN ('t2')" in about["sql"][0]
    page.get_by_role("combobox", name="Which table or chart").click()
    page.get_by_role("option", name="Revenue at risk by cause").click()
    rows, about = downloads.taken(page, "page-data-stakes", "sample-company-invented-data-stakes")
    assert about["title"].startswith("Revenue at risk by cause")
    assert {"Cause", "What"} <= set(rows[0])


def test_a_chart_is_taken_along_as_the_table_of_its_marks(page: Page, dashboard: str) -> None:
    pages.open_page(page, f"{dashboard}/apology?team=Online")
    page.get_by_role("button", name="Download the data of this page").click()
    page.get_by_role("combobox", name="Which table or chart").click()
    page.get_by_role("option", name="Chart: ").first.click()
    rows, about = downloads.taken(page, "page-data-control", "sample-company-invented-data-control")
    assert about["title"].startswith("Chart: ")
    assert {"Across", "Up", "What"} <= set(rows[0])
