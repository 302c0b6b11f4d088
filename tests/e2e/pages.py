"""How the tests look at a page: open it, wait until it is drawn, read its tiles and lists."""

import re
from urllib.parse import parse_qs, urlparse

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

PAGE_MS = 40_000
"""The first page of a cold server on a busy machine takes a while."""

FOOTER = re.compile(r"^Version \d|leaves the machine that runs this dashboard")
"""The last line of every page; while a page is drawn it is not there yet."""

FAILED = "This page could not be drawn"

SETTLED = """
() => {
  const main = document.querySelector('[data-testid=stMain]');
  const pieces = [...document.querySelectorAll('.drawn')];
  const drawn = pieces.every(piece => piece.childElementCount)
    && !document.querySelector('[data-testid=stSkeleton]');
  const rests = drawn && !document.querySelector('[data-testid=stApp][data-test-script-state=running]');
  const text = rests && main ? main.innerText : null;
  if (text === null || text !== window.amendsText) {
    [window.amendsText, window.amendsSince] = [text, performance.now()];
    return false;
  }
  return performance.now() - window.amendsSince > 500;
}
"""
"""True when every piece drawn as HTML is there, the script rests and the text has stood still for half a second."""


def open_page(page: Page, address: str) -> None:
    """Open an address and wait until it is drawn."""
    page.goto(address)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the script rests and the footer of the page is there; a page that failed has none and says so."""
    failed = page.get_by_text(FAILED)
    expect(page.get_by_text(FOOTER).or_(failed).first).to_be_visible(timeout=PAGE_MS)
    assert failed.count() == 0, failed.first.inner_text()
    page.evaluate("window.amendsText = null")
    page.wait_for_function(SETTLED, polling=100)


def query(page: Page) -> dict[str, list[str]]:
    """The parameters of the page's link."""
    return parse_qs(urlparse(page.url).query)


def whole_query(page: Page, wanted: dict[str, list[str]]) -> bool:
    """Whether the link holds exactly these parameters, once all are in it: it fills up bit by bit."""
    page.wait_for_function(
        "names => names.every(name => new URLSearchParams(location.search).has(name))", arg=list(wanted)
    )
    return query(page) == wanted


def tile_of(page: Page, kpi_id: str) -> Locator:
    """The tile of a measure."""
    return page.locator(f"[data-tile={kpi_id}]")


def tile(page: Page, kpi_id: str) -> str:
    """All text of a tile, line by line."""
    text = tile_of(page, kpi_id).inner_text()
    return text.replace("\u2060", "").replace("\u00a0", " ")  # what keeps an interval on one line


def tile_base(page: Page, kpi_id: str) -> int:
    """The n of a tile: the denominator of a share, else the n that it names."""
    found = re.search(r"\bof ([\d,]+)|\bn ([\d,]+)", tile(page, kpi_id))
    assert found, tile(page, kpi_id)
    return int((found[1] or found[2]).replace(",", ""))


def listed_cases(page: Page) -> int:
    """The number in the heading of the list of cases."""
    heading = page.get_by_role("heading", name=re.compile(r"^[\d,]+ cases? ")).inner_text()
    return int(heading.split(" ")[0].replace(",", ""))


def click_until(mark: Locator, shown: Locator) -> None:
    """Click a mark until what it leads to is there: a chart is drawn a moment before it listens."""
    for _ in range(3):
        mark.click(force=True)
        try:
            shown.wait_for(timeout=8_000)
        except PlaywrightTimeout:
            continue
        return
    expect(shown).to_be_visible()


def values(page: Page) -> list[str]:
    """The values of all tiles in their order."""
    return page.locator("[data-tile] .value").all_inner_texts()


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a filter by the keyboard's way: open the list, type, press Enter."""
    box = page.get_by_role("combobox", name=re.compile(label))
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).first.click()
    page.keyboard.press("Escape")
    settle(page)
