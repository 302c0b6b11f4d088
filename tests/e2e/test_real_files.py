"""Real exports in the browser, from the file chooser to the pages; `make screenshots` walks all of them."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.screenshots.real_files import EXPORTS, walk

pytestmark = pytest.mark.browser


def test_one_is_recognised_loaded_and_shown(browser: Browser, real_data: Path, tmp_path: Path) -> None:
    walk(browser, real_data, EXPORTS[:1], tmp_path, out=tmp_path / "pictures")
    assert len(list((tmp_path / "pictures").glob("*.png"))) == 3
