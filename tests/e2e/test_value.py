"""Cost against value and Explore in a real browser: a mark opens its card, a link opens the same again."""

import re

import pyarrow.parquet
import pytest
from playwright.sync_api import Page, expect

from tests.e2e import pages

pytestmark = pytest.mark.browser


def test_a_mark_of_the_scatter_opens_the_card_and_stands_in_the_link(page: Page, dashboard: str) -> None:
    pages.open_page(page, f"{dashboard}/value")
    page.get_by_role("heading", name="Who costs more than they bring?").scroll_into_view_if_needed()
    points = page.locator(".st-key-scatter .scatterlayer .trace .points path")
    expect(points.first).to_be_attached()
    card = page.get_by_role("heading", name=re.compile(r"· c\d+$"))
    pages.click_until(points.nth(3), card)
    page.wait_for_url(re.compile(r"card=c\d+"))
    pages.settle(page)
    chosen = re.search(r"card=(c\d+)", page.url)
    assert chosen
    expect(card).to_contain_text(f"· {chosen[1]}")


def test_an_explored_link_opens_the_same_again(page: Page, dashboard: str) -> None:
    pages.open_page(
        page, f"{dashboard}/explore?measure=apology_rate&split=team_id&grain=4+weeks&against=The+weeks+before&weeks=13"
    )
    heading = page.get_by_role("heading", level=2).inner_text()
    assert heading.startswith("Apology rate, 7 d by team: ")
    before = page.get_by_text("behind the answer").inner_text()
    assert _rows_of_parquet(page) == int(before.split(" ")[0].replace(",", ""))
    address = page.url
    page.goto(address)
    pages.settle(page)
    assert page.get_by_role("heading", level=2).inner_text() == heading
    assert page.get_by_text("behind the answer").inner_text() == before
    assert page.get_by_role("heading", name=re.compile("How far apart are ")).count() == 1


def _rows_of_parquet(page: Page) -> int:
    """Download the cases and count them."""
    page.locator(".st-key-cases-download").get_by_role("button").click()
    with page.expect_download() as download:
        page.locator(".st-key-cases-parquet").get_by_role("button").click()
    return int(pyarrow.parquet.read_metadata(download.value.path()).num_rows)
