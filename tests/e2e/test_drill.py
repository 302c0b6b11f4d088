"""The way down: tile, weekly chart, one week, breakdown, cases, incident. The count never changes on the way."""

import random
import re
from functools import partial
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.e2e import pages
from tests.e2e.pages import query

pytestmark = pytest.mark.browser
ROW, WORDS = 33, 64
"""Height of a table row, and where its words begin, in pixels."""


def table(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-{key}").get_by_test_id("stDataFrame")


def pick(page: Page, key: str, row: int) -> None:
    """Click the words of a row, the first one is 1."""
    shown = table(page, key)
    shown.scroll_into_view_if_needed()
    box = shown.bounding_box()
    assert box
    page.mouse.click(box["x"] + WORDS, box["y"] + ROW * row + ROW / 2)


def row_text(page: Page, key: str, row: int) -> list[str]:
    return table(page, key).locator("tbody tr").nth(row - 1).locator("td").all_inner_texts()


def click_mark(page: Page, key: str, selector: str, place: int) -> None:
    """Click one mark of a chart; a negative place counts from the end."""
    marks = page.locator(f".st-key-{key} {selector}")
    marks.first.wait_for(state="attached")
    box = marks.nth(place % marks.count()).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(200)
    page.mouse.down()
    page.mouse.up()


def says_the_same(one: str, other: str) -> bool:
    """Whether two links open the same page with the same parameters, in whatever order."""
    return urlparse(one).path == urlparse(other).path and parse_qs(urlparse(one).query) == parse_qs(
        urlparse(other).query
    )


def test_the_count_stays_the_same_from_the_tile_to_the_incident(page: Page, dashboard: str) -> None:
    walk_down(page, dashboard, random.Random(1))  # noqa: S311 - a choice of filters, no secret


def test_the_way_back_from_the_incident_shows_each_step_again(page: Page, dashboard: str) -> None:
    base, steps = walk_down(page, dashboard, random.Random(0))  # noqa: S311 - a choice of filters, no secret
    page.get_by_role("button", name="Customer", exact=True).click()
    page.wait_for_url(re.compile("/customer"))
    pages.settle(page)
    for address in reversed(steps):
        page.go_back()
        page.wait_for_url(partial(says_the_same, address))
        pages.settle(page)
        assert says_the_same(address, page.url), page.url
    assert pages.tile_base(page, "apology_rate") == base
    page.go_forward()
    page.wait_for_url(partial(says_the_same, steps[1]))
    pages.settle(page)
    assert pages.listed_cases(page) == base


def walk_down(page: Page, dashboard: str, chance: random.Random) -> tuple[int, list[str]]:
    """Walk from a tile to an incident; the answer is the count that stays the same, and the link of every step."""
    segment = chance.choice(["Business", "Consumer"])
    pages.open_page(page, f"{dashboard}/?segment={segment}&justified=Justified")
    steps = [page.url]
    base = pages.tile_base(page, "apology_rate")
    pages.tile_of(page, "apology_rate").get_by_role("link").click()
    page.wait_for_url(re.compile("/apology_rate"))
    pages.settle(page)
    assert pages.listed_cases(page) == base
    steps.append(page.url)

    click_mark(page, "control", ".scatterlayer .trace path.point", -chance.randint(8, 20))
    page.wait_for_url(re.compile("weeks=1"))
    pages.settle(page)
    week = query(page)["week"][0]
    asked = {"segment": [segment], "justified": ["Justified"], "week": [week], "weeks": ["1 week"]}
    assert query(page) == asked
    steps.append(page.url)
    assert f"in {week.partition('-')[2]}" in page.get_by_role("heading", level=2).first.inner_text()

    row = chance.randint(1, 3)
    cells = row_text(page, "by-team_id", row)
    name, count = cells[0], cells[2].split(" of ")[1]
    pick(page, "by-team_id", row)
    page.wait_for_url(re.compile("team="))
    pages.settle(page)
    assert query(page)["team"] == [name]
    assert pages.listed_cases(page) == int(count)
    steps.append(page.url)

    incident = row_text(page, "cases", 1)[0]
    pick(page, "cases", 1)
    page.wait_for_url(re.compile("/incidents"))
    pages.settle(page)
    assert pages.whole_query(page, asked | {"team": [name], "incident": [incident]})
    steps.append(page.url)
    return base, steps


def test_the_keyboard_alone_walks_from_a_table_to_one_team(page: Page, dashboard: str) -> None:
    pages.open_page(page, f"{dashboard}/apology_rate")
    table(page, "by-team_id").locator("canvas").first.focus()
    for press in ("ArrowDown", "ArrowDown", "ArrowDown", "Shift+Space"):
        page.keyboard.press(press)
    page.wait_for_url(re.compile("team="))
    pages.settle(page)
    assert len(query(page)["team"]) == 1


def test_a_bar_of_the_first_page_keeps_its_cause(page: Page, dashboard: str) -> None:
    pages.open_page(page, dashboard)
    page.locator("[data-pick^='cause:']").nth(1).click()
    page.wait_for_url(re.compile("cause="))
    pages.settle(page)
    assert list(query(page)) == ["cause"]


def test_a_base_link_with_one_incident_opens_it_and_later_the_overview_stays(browser: Browser, dashboard: str) -> None:
    tab = browser.new_page()
    tab.goto(f"{dashboard}/?incident=i100&team=Online")
    tab.wait_for_url(re.compile("/incidents"), timeout=pages.PAGE_MS)
    pages.settle(tab)
    assert query(tab) == {"incident": ["i100"], "team": ["Online"]}
    tab.get_by_role("link", name="Overview").first.click()
    tab.wait_for_url(re.compile(r"/\?"))
    pages.settle(tab)
    assert urlparse(tab.url).path == "/"
    assert query(tab)["team"] == ["Online"]
    tab.close()


def test_how_is_this_computed_opens_the_definition_by_a_link(page: Page, dashboard: str) -> None:
    pages.open_page(page, f"{dashboard}/?team=Online")
    pages.tile_of(page, "apology_rate").get_by_role("button").click()
    page.wait_for_url(re.compile("/apology_rate"))
    pages.settle(page)
    assert query(page) == {"team": ["Online"], "definition": ["true"]}
    assert page.get_by_text("Counted.").is_visible()
