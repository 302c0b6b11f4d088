"""Downloading as a reader does: open the choice of formats, see how much it is, take the CSV."""

import csv
import io
import json
import re
import zipfile
from typing import Any

from playwright.sync_api import Download, Locator, Page, expect


def fetched(page: Page, key: str, name: str) -> tuple[list[dict[str, str]], dict[str, Any]]:
    """Open the download of this key and take the archive of this name: its rows, and what it says of itself."""
    page.locator(f".st-key-{key}-download").get_by_role("button").click()
    return taken(page, key, name)


def taken(page: Page, key: str, name: str) -> tuple[list[dict[str, str]], dict[str, Any]]:
    """Take the CSV from a choice of formats that is open."""
    button = page.locator(f".st-key-{key}-csv").get_by_role("button")
    expect(button).to_have_text(re.compile(r"CSV, (about )?[\d.,]+ (bytes|KB|MB)"))
    found = _downloaded(page, button)
    if found.suggested_filename != f"{name}.zip":  # seen once in CI: the server had let the file go before it was sent
        found = _downloaded(page, button)
    assert found.suggested_filename == f"{name}.zip", found.suggested_filename
    with zipfile.ZipFile(found.path()) as archive:
        text = archive.read(f"{name}.csv").decode("utf-8-sig")
        about: dict[str, Any] = json.loads(archive.read("about.json"))
    return list(csv.DictReader(io.StringIO(text, newline=""))), about


def _downloaded(page: Page, button: Locator) -> Download:
    with page.expect_download() as download:
        button.click()
    return download.value
