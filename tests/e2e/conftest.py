"""A real dashboard over an invented company, and a real browser in front of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import company
from tests.browser import LAUNCH_ARGS
from tests.e2e.serving import Serving

ROOT = Path(__file__).resolve().parents[2]
FAILURES = ROOT / "build" / "failures"


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published warehouse of six thousand invented incidents."""
    folder = tmp_path_factory.mktemp("warehouse")
    company.publish(folder, 6_000)
    return folder


@pytest.fixture(scope="session")
def dashboard(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running dashboard."""
    log = tmp_path_factory.mktemp("log") / "dashboard.log"
    with Serving(warehouse, log) as address:
        yield address


@pytest.fixture(scope="session")
def browser(browser_path: Path) -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser_path), args=list(LAUNCH_ARGS))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh page of 1440 x 900; when the test fails, its screenshot is kept in build/failures/."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    tab = context.new_page()
    tab.set_default_timeout(20_000)
    failed = request.session.testsfailed
    yield tab
    if request.session.testsfailed > failed:
        FAILURES.mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=FAILURES / f"{request.node.name}.png".replace("/", "-"))
    context.close()
