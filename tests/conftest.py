"""What every test may ask for: the browser, the real data files, and the sizes printed under each run."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.warehouse.reader import Warehouse, open_current
from tests import company
from tests.browser import find_browser, in_ci
from tests.sizes import report

os.environ["AMENDS_WORK_AHEAD"] = "off"  # the processors are for the tests; those of it switch it on

ROOT = Path(__file__).resolve().parent.parent
REAL_DATA = ROOT.parent / "shared" / "real"


LONGEST_FIRST = ("tests/e2e/test_accessibility.py", "tests/e2e/", "tests/load/", "tests/golden/", "tests/commands/")
"""Files and folders whose tests take longest, in this order; everything else comes after them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with what takes longest: two workers that share files then end at about the same time."""
    last = len(LONGEST_FIRST)

    def rank(item: pytest.Item) -> int:
        return next((place for place, start in enumerate(LONGEST_FIRST) if item.nodeid.startswith(start)), last)

    items.sort(key=rank)


@pytest.fixture(scope="session")
def browser_path() -> Path:
    """A Chromium or Chrome that starts. Without one: a failure in CI, a skip elsewhere."""
    found = find_browser()
    if found:
        return found
    reason = "no Chromium or Chrome found: `make test` installs one, BROWSER_PATH names one"
    if in_ci():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data files beside the checkout. They are not part of it: without them the test is skipped."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"real data files are not here: {REAL_DATA}")
    return REAL_DATA


@pytest.fixture(scope="session")
def complete_company(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A published company of four thousand incidents that has the inputs of every KPI."""
    folder = tmp_path_factory.mktemp("complete")
    company.publish(folder, 4000, is_complete=True)
    return open_current(folder)


@pytest.fixture(scope="session")
def changed_company(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A published company of nine thousand incidents in 60 weeks, enough to see that team t2 apologises less."""
    folder = tmp_path_factory.mktemp("changed")
    company.publish(folder, 9_000, weeks=60)
    return open_current(folder)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints how large the modules, functions and queries are, so that growth is seen in every run."""
    terminalreporter.section("sizes")
    for line in report(ROOT):
        terminalreporter.write_line(line)


@pytest.fixture(scope="session", autouse=True)
def own_state() -> None:
    """What the tests write never lands in the database of entries that somebody has set for real work."""
    os.environ.pop("AMENDS_STATE_URL", None)


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Streamlit's test runner puts its script in the place of the main module, which new processes start from."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
