"""Taking one picture after another with one browser: the whole page, once it stands still."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast

from playwright.sync_api import Error, Page, Playwright, expect, sync_playwright

from tests.browser import LAUNCH_ARGS
from tests.e2e import pages

SIZES = MappingProxyType({"1440x900": (1440, 900), "1280x720": (1280, 720), "390x844": (390, 844)})
THEMES = ("light", "dark")
WIDE_ENOUGH_FOR_THE_MENU = 3000

DRAWN = """
() => document.fonts.status === 'loaded'
  && [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(chart => chart.querySelector('.main-svg'))
"""
ERROR = "[data-testid=stException], [data-testid=stAlertContentError]"
HEIGHT = """
() => {
  const main = document.querySelector('[data-testid=stMain]');
  return Math.ceil(main.scrollHeight + main.getBoundingClientRect().top);
}
"""
TALLEST = 12_000


@dataclass(frozen=True)
class Target:
    """A page: the name of its pictures, and its link from the root of the dashboard."""

    name: str
    link: str


@dataclass(frozen=True)
class View:
    """How a page is looked at: a name of `SIZES`, and `light` or `dark`."""

    size: str
    theme: str


def menu(playwright: Playwright, browser: Path, address: str) -> list[Target]:
    """The pages of the menu, asked in a browser of its own."""
    chromium = playwright.chromium.launch(executable_path=str(browser), args=list(LAUNCH_ARGS))
    found = menu_of(chromium.new_page(), address)
    chromium.close()
    return found


def menu_of(tab: Page, address: str) -> list[Target]:
    """The pages of the menu as the dashboard shows it, in their order; the tab keeps its size."""
    size = tab.viewport_size
    tab.set_viewport_size({"width": WIDE_ENOUGH_FOR_THE_MENU, "height": 900})
    tab.goto(address)
    entries = tab.get_by_test_id("stTopNavLink")
    expect(entries.first).to_be_visible(timeout=pages.PAGE_MS)  # also when the page itself fails: it is told later
    links = entries.evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    if size:
        tab.set_viewport_size(size)
    return [Target(link.strip("/") or "overview", link) for link in links]


def take(browser: Path, address: str, targets: Sequence[Target], view: View, out: Path) -> list[str]:
    """Take every page in one view, `<page>_<size>_<theme>.png`; the answer is what went wrong, in words."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser), args=list(LAUNCH_ARGS))
        width, height = SIZES[view.size]
        scheme = cast(Literal["light", "dark"], view.theme)
        faults: list[str] = []
        for target in targets:
            context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            faults += _picture(context.new_page(), address, target, view, out)
            context.close()
        chromium.close()
    return faults


def _picture(tab: Page, address: str, target: Target, view: View, out: Path) -> Iterator[str]:
    where = f"{target.name} at {view.size}, {view.theme}"
    try:
        tab.goto(address + target.link)
        begun = tab.get_by_text(pages.FOOTER).or_(tab.locator(ERROR)).first
        expect(begun).to_be_visible(timeout=pages.PAGE_MS)
        if not tab.locator(ERROR).count():
            _whole(tab, SIZES[view.size])
    except (Error, AssertionError) as error:
        yield f"{where}: {str(error).splitlines()[0]}"
    tab.screenshot(path=out / f"{target.name}_{view.size}_{view.theme}.png")
    for text in tab.locator(ERROR).all_inner_texts():
        yield f"{where}: {text}"


def _whole(tab: Page, size: tuple[int, int]) -> None:
    """Make the window as high as the page, because Streamlit scrolls inside of it."""
    pages.settle(tab)
    tab.set_viewport_size({"width": size[0], "height": min(max(tab.evaluate(HEIGHT), size[1]), TALLEST)})
    pages.settle(tab)
    tab.wait_for_function(DRAWN)
