"""From the queue to one incident, to its customer and back; links keep everything."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import pages
from tests.e2e.pages import query

pytestmark = pytest.mark.browser


def pick_first(page: Page, table: str) -> None:
    """Pick the first row of a table by the words in its first column."""
    grid = page.locator(f".st-key-{table} [data-testid=stDataFrame]")
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 80, box["y"] + 33 * 1.5)
    page.wait_for_url(re.compile("incident="))
    pages.settle(page)


def test_from_the_queue_to_an_incident_its_customer_and_back(page: Page, dashboard: str) -> None:
    pages.open_page(page, f"{dashboard}/incidents?justified=justified")
    listed = page.get_by_text(re.compile(r"^[\d,]+ open, ")).inner_text()
    heading = page.get_by_role("heading", level=2).first.inner_text()
    assert listed.split(" ")[0] == heading.split(" ")[0]
    pick_first(page, "queue")
    assert len(query(page)["incident"]) == 1
    expect(page.get_by_role("heading", name="Why does this incident count?")).to_be_visible()
    assert query(page)["justified"] == ["Justified"]
    page.get_by_role("button", name="Customer", exact=True).click()
    page.wait_for_url(re.compile("/customer.*customer="))
    pages.settle(page)
    (customer_id,) = query(page)["customer"]
    expect(page.get_by_text(customer_id).first).to_be_visible()
    expect(page.get_by_role("heading", name="What does it bring, and what does it cost?")).to_be_visible()
    page.get_by_role("button", name="Our fault: Justified").click()
    pages.settle(page)
    pick_first(page, "complaints")
    page.wait_for_url(re.compile("/incidents"))
    expect(page.get_by_role("heading", name="Why does this incident count?")).to_be_visible()
    pages.settle(page)
    expect(page.get_by_role("button", name=f"Customer: {customer_id}")).to_be_visible()
    page.get_by_role("button", name="All incidents").click()
    pages.settle(page)
    assert "incident" not in query(page)


def test_quick_filters_stand_in_the_link_and_count_what_they_list(page: Page, dashboard: str) -> None:
    pages.open_page(page, f"{dashboard}/incidents")
    page.get_by_role("button", name="Our fault, no apology").click()
    pages.settle(page)
    assert query(page)["only"] == ["Our fault, no apology"]
    line = page.get_by_text(re.compile(r"^[\d,]+ of [\d,]+ open, ")).inner_text()
    owed = re.search(r"([\d,]+) owed an apology", page.get_by_role("heading", level=2).first.inner_text())
    assert owed is not None
    assert line.split(" ")[0] == owed[1]
    page.reload()
    pages.settle(page)
    assert page.get_by_text(line).count() == 1
    page.set_viewport_size({"width": 1280, "height": 720})
    pages.settle(page)
    assert page.locator(".dvn-scroller").count() >= 2
    assert page.evaluate(CUT_OFF) == []
    age, menu = page.get_by_text("Data to Fri"), page.get_by_role("button", name="What if")
    assert abs(middle(age) - middle(menu)) < 8, "the age of the data stands beside the menus"


CUT_OFF = """
() => [...document.querySelectorAll('.dvn-scroller')]
  .filter(node => node.scrollWidth > node.clientWidth + 1)
  .map(node => `${node.closest('[class*=st-key-]').className}: ${node.scrollWidth} in ${node.clientWidth}`)
"""
"""Tables whose last column is out of sight."""


def middle(place: Locator) -> float:
    """How far down the page the middle of something is, in pixels."""
    box = place.bounding_box()
    assert box is not None
    return box["y"] + box["height"] / 2
