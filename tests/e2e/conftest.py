"""A real dashboard over an invented company, and a real browser in front of it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import company
from tests.browser import LAUNCH_ARGS

ROOT = Path(__file__).resolve().parents[2]
FAILURES = ROOT / "build" / "failures"
START_SECONDS = 60


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
    with serving(warehouse, log) as address:
        yield address


class serving:  # noqa: N801 - reads as a context manager
    """Runs the dashboard on a free port for the length of a `with` block."""

    def __init__(self, warehouse: Path, log: Path) -> None:
        self.warehouse, self.log = warehouse, log

    def __enter__(self) -> str:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.port", str(port)]
        command += ["--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
        environment = os.environ | {"AMENDS_WAREHOUSE": str(self.warehouse)}
        self.output = self.log.open("wb")
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=self.output, stderr=subprocess.STDOUT
        )
        address = f"http://127.0.0.1:{port}"
        wait_until_up(address, self.process)
        return address

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        self.output.close()


def wait_until_up(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the server answers; fail when it stopped or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2) as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the dashboard did not start")


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
