"""The pictures of `make screenshots`: every page of the menu is in them, and an error is never taken silently."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import sync_playwright

from dashboard import versions
from tests.e2e.serving import Serving
from tests.screenshots import shots
from tests.screenshots.shots import Target, View

pytestmark = pytest.mark.browser
Answer = TypeVar("Answer")
PHONE = View("390x844", "dark")


def apart(work: Callable[[], Answer]) -> Answer:
    """The answer of a function in a thread of its own: Playwright starts only once in one thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def size(picture: Path) -> tuple[int, int]:
    """Width and height as a PNG's header tells them."""
    head = picture.read_bytes()[16:24]
    return int.from_bytes(head[:4]), int.from_bytes(head[4:])


def test_the_whole_page_is_taken(dashboard: str, browser_path: Path, tmp_path: Path) -> None:
    assert apart(lambda: shots.take(browser_path, dashboard, [Target("overview", "/")], PHONE, tmp_path)) == []
    width, height = size(tmp_path / "overview_390x844_dark.png")
    assert width == 390
    assert height > 2_000


def test_the_menu_names_the_pages(dashboard: str, browser_path: Path) -> None:
    def menu() -> list[Target]:
        with sync_playwright() as playwright:
            return shots.menu(playwright, browser_path, dashboard)

    found = apart(menu)
    assert found[0] == Target("overview", "/")
    assert Target("measures", "/measures") in found


def test_a_page_with_an_error_is_named(browser_path: Path, tmp_path: Path) -> None:
    (tmp_path / versions.POINTER).write_text("{", encoding="utf-8")
    with Serving(tmp_path, tmp_path / "log") as address:
        (told,) = apart(lambda: shots.take(browser_path, address, [Target("overview", "/")], PHONE, tmp_path))
    assert "overview at 390x844, dark" in told
    assert "is damaged" in told
