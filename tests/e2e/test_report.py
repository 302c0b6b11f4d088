"""The weekly report in a real browser: the button gives the numbers of the page, and the file opens anywhere."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import barriers, pages
from tests.report import reading

pytestmark = pytest.mark.browser


def test_the_button_gives_the_numbers_of_the_page_in_a_file_for_a_phone(
    page: Page, browser: Browser, dashboard: str, tmp_path: Path
) -> None:
    pages.open_page(page, f"{dashboard}/?team=Online&week=2026-W45")
    values, verdict = pages.values(page), page.get_by_role("heading", level=2).first.inner_text()
    page.locator(".st-key-weekly-report").get_by_role("button").press("Enter")
    expect(page.get_by_test_id("stPopoverBody").locator(":focus")).to_have_count(1)  # keys are in the menu at once
    with page.expect_download() as download:
        page.locator(".st-key-weekly-report-html").get_by_role("button").click()
    assert download.value.suggested_filename == "sample-company-invented-data-weekly-report-2026-W45.html"
    out = tmp_path / "report.html"
    download.value.save_as(out)
    found = reading.read(out.read_text("utf-8"))
    assert [one.text for one in found.shown[:8]] == values

    phone = browser.new_context(viewport={"width": 390, "height": 844}, offline=True, color_scheme="dark").new_page()
    fetched: list[str] = []
    phone.on("request", lambda request: fetched.append(request.url))
    phone.goto(out.as_uri())
    assert phone.get_by_role("heading", level=1).inner_text() == verdict
    assert [url for url in fetched if not url.startswith("data:")] == [out.as_uri()]
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    assert barriers.found(phone) == []
    phone.context.close()
