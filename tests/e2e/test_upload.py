"""Real exports in the browser: what they are, a load that tells how far it is, and one that is stopped."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.versions import published

pytestmark = pytest.mark.browser
COLD_MS = 60_000


def test_zendesk_is_recognised_and_a_stopped_load_changes_nothing(
    page: Page, dashboard: str, warehouse: Path, real_data: Path
) -> None:
    files = sorted((real_data / "fivetran_seeds" / "zendesk").glob("*.csv"))
    before = published(warehouse)
    page.goto(f"{dashboard}/load")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files, timeout=COLD_MS)
    expect(page.get_by_text(f"of {len(files)} tables are known")).to_be_visible(timeout=COLD_MS)
    expect(page.get_by_text("Read as recognised: Zendesk")).to_be_visible()
    expect(page.get_by_text(re.compile("^Left out, because nothing in it belongs.*brand_data"))).to_be_visible()
    page.get_by_role("button", name=re.compile("Load$")).click()
    expect(page.get_by_text(re.compile("^All or nothing"))).to_be_visible()
    expect(page.get_by_text(re.compile(r" · \d+:\d\d min$"))).to_be_visible(timeout=COLD_MS)
    page.get_by_role("button", name=re.compile("Stop$")).click()
    expect(page.get_by_text("The load was stopped.")).to_be_visible()
    expect(page.get_by_text("Read as recognised: Zendesk")).to_be_visible()
    assert published(warehouse) == before
