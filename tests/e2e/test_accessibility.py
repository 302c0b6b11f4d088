"""No page keeps anybody out: axe-core finds nothing serious, light or dark; keys reach everything; charts are told.

None scrolls sideways, on a phone either, and none asks another machine for anything.
"""

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.e2e import barriers, pages
from tests.screenshots import shots

pytestmark = pytest.mark.browser
LINKED = ("/apology_rate", "/loss_reason_share", "/cost_ratio", "/data?part=Columns", "/measures?kind=Codes")
"""Pages and parts that the menu does not name."""

PHONE = ViewportSize(width=390, height=844)
NARROW = ViewportSize(width=1280, height=720)

UNTOLD = """
() => [...document.querySelectorAll(
    '[data-testid=stPlotlyChart], [data-testid=stImage] img, [data-testid=stDataFrame], [data-testid=stTable]')]
  .filter(node => node.checkVisibility())
  .filter(node => ![node, ...node.querySelectorAll('*'), node.parentElement, node.parentElement.parentElement]
      .some(one => (one.getAttribute('aria-label') || one.getAttribute('alt') || '').trim().length > 12))
  .map(node => node.dataset.testid || node.outerHTML.slice(0, 80))
"""
"""Charts, pictures and tables that tell nothing to who cannot see them."""


def test_every_page_fits_asks_no_other_machine_and_keeps_nobody_out_light_or_dark(page: Page, dashboard: str) -> None:
    """One visit to each page answers everything, because to draw a page costs more than to look at it."""
    links = [*(target.link for target in shots.menu_of(page, dashboard)), *LINKED]
    asked: list[str] = []
    told: dict[str, list[str]] = {"errors": []}
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: told["errors"].append(str(error)))
    for link in links:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)
        pages.open_page(page, dashboard + link)
        told[f"{link} on a phone"] = too_wide(page)
        page.set_viewport_size(NARROW)
        pages.settle(page)
        told[link] = barriers.found(page)
        told[f"silent on {link}"] = page.evaluate(UNTOLD)
        page.emulate_media(color_scheme="dark")
        pages.settle(page)
        told[f"{link} in the dark"] = [*barriers.found(page, ("color-contrast",)), *too_wide(page)]
    told["asked"] = [url for url in asked if not url.startswith((dashboard, "data:", "blob:"))]
    assert {link: found for link, found in told.items() if found} == {}


def too_wide(page: Page) -> list[str]:
    """What is wider than the page, which then scrolls sideways."""
    main = page.get_by_test_id("stMain")
    return [] if main.evaluate("node => node.scrollWidth <= node.clientWidth") else ["scrolls sideways"]


def test_a_silent_chart_is_noticed(page: Page) -> None:
    page.set_content("<div><div><div data-testid='stPlotlyChart'>drawn</div></div></div>")
    assert page.evaluate(UNTOLD) == ["stPlotlyChart"]


def test_a_barrier_is_found(page: Page) -> None:
    page.set_content("<html lang='en'><title>x</title><main><img src='x.png'><p style='color:#ccc'>pale</p></main>")
    assert {line.partition(":")[0] for line in barriers.found(page)} == {"image-alt", "color-contrast"}


def test_keys_reach_the_menu_the_filters_the_tables_and_the_download_in_this_order(page: Page, dashboard: str) -> None:
    pages.open_page(page, f"{dashboard}/apology_rate")
    heard: list[str] = []
    while len(heard) < 120 and "SQL as it runs" not in "".join(heard[-1:]):
        page.keyboard.press("Tab")
        heard.append(page.evaluate(FOCUSED))
    landmarks = ("Skip to main content", "Overview", "Data", "Last week", "Team", "More", "Split by", "rows of a table",
                 "Download", "SQL as it runs")  # fmt: skip
    walk = iter(heard)
    assert [one for one in landmarks if not any(one in name for name in walk)] == [], heard


FOCUSED = """
() => {
  const node = document.activeElement;
  if (node.dataset.testid === 'data-grid-canvas') return 'rows of a table';
  return node.getAttribute('aria-label') || (node.tagName === 'MAIN' ? 'the page' : node.innerText);
}
"""
"""What a person hears when the focus arrives."""
