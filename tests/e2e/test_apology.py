"""From a bar to the incidents behind it, and from an incident to its page."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import pages

pytestmark = pytest.mark.browser


def click_at(page: Page, element: Locator, right: float, down: float) -> None:
    """Click inside an element; a fraction is a share of its size, else pixels."""
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    assert box
    across, deep = (box["width"] * right, box["height"] * down) if right < 1 else (right, down)
    page.mouse.move(box["x"] + across, box["y"] + deep)
    page.wait_for_timeout(300)  # a chart takes a click only where it has seen the mouse come
    page.mouse.down()
    page.mouse.up()


def test_a_bar_lists_what_was_lost_and_a_row_opens_the_incident(page: Page, dashboard: str) -> None:
    pages.open_page(page, f"{dashboard}/apology?team=Online")
    told = page.get_by_text(re.compile(r"^Lost on the way: .* reopened or disputed")).inner_text()
    undone = re.search(r"([\d,]+) reopened", told)
    assert undone
    click_at(page, page.locator(".st-key-fates .barlayer .point path").nth(2), 0.5, 0.5)
    expect(page.get_by_text(re.compile(rf"^{undone[1]} incidents, .*Pick one to open it"))).to_be_visible(
        timeout=pages.PAGE_MS
    )
    pages.settle(page)
    assert "show=Reopened+or+disputed" in page.url
    click_at(page, page.locator(".st-key-listed").get_by_test_id("stDataFrame"), 60, 50)
    page.wait_for_url(re.compile(r"/incidents\?.*incident=i\d+"))
    page.wait_for_url("**team=Online**")  # the link fills up bit by bit after a change of page
