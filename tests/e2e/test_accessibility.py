"""No page keeps anybody out: axe-core finds nothing serious, light or dark; keys reach everything; charts are told."""

import pytest
from playwright.sync_api import Page

from tests.e2e import barriers, pages
from tests.screenshots import shots

pytestmark = pytest.mark.browser
LINKED = ("/apology_rate", "/loss_reason_share", "/cost_ratio", "/data?part=Columns", "/measures?kind=Codes")
"""Pages and parts that the menu does not name."""


UNTOLD = """
() => [...document.querySelectorAll(
    '[data-testid=stPlotlyChart], [data-testid=stImage] img, [data-testid=stDataFrame], [data-testid=stTable]')]
  .filter(node => node.checkVisibility())
  .filter(node => ![node, ...node.querySelectorAll('*'), node.parentElement, node.parentElement.parentElement]
      .some(one => (one.getAttribute('aria-label') || one.getAttribute('alt') || '').trim().length > 12))
  .map(node => node.dataset.testid || node.outerHTML.slice(0, 80))
"""
"""Charts, pictures and tables that tell nothing to who cannot see them."""


def test_no_page_has_a_serious_barrier_or_a_silent_chart_light_or_dark(page: Page, dashboard: str) -> None:
    links = [*(target.link for target in shots.menu_of(page, dashboard)), *LINKED]
    told: dict[str, list[str]] = {}
    for link in links:
        page.emulate_media(color_scheme="light")
        pages.open_page(page, dashboard + link)
        told[link] = barriers.found(page)
        told[f"silent on {link}"] = page.evaluate(UNTOLD)
        page.emulate_media(color_scheme="dark")
        pages.settle(page)
        told[f"{link} in the dark"] = barriers.found(page, ("color-contrast",))
    assert {link: found for link, found in told.items() if found} == {}


def test_a_silent_chart_is_noticed(page: Page) -> None:
    page.set_content("<div><div><div data-testid='stPlotlyChart'>drawn</div></div></div>")
    assert page.evaluate(UNTOLD) == ["stPlotlyChart"]


def test_a_barrier_is_found(page: Page) -> None:
    page.set_content("<html lang='en'><title>x</title><main><img src='x.png'><p style='color:#ccc'>pale</p></main>")
    assert {line.partition(":")[0] for line in barriers.found(page)} == {"image-alt", "color-contrast"}
