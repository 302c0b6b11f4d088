"""Real exports, from the file chooser to the pages: loaded in the browser, one after the other, each with pictures."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import pages
from tests.e2e.serving import ROOT, Serving

pytestmark = pytest.mark.browser
PICTURES = ROOT / "build" / "screenshots" / "real"
LOAD_MS = 120_000


@dataclass(frozen=True)
class Export:
    """Files of one system: where they are, what they are recognised as, and a page on which their numbers show."""

    name: str
    files: str
    recognised: str
    shown_on: str
    day: str | None = None


EXPORTS = (
    Export("servicenow", "servicenow_incident_log/*.csv", "ServiceNow incident log", "incidents"),
    Export("cfpb", "cfpb_disputed_samples/nobieyi00*.csv", "CFPB consumer complaints", "overview"),
    Export("telco", "telco_ibm_plain/*.csv", "IBM telecom customer churn", "reasons", day="20180131"),
    Export("zendesk", "fivetran_seeds/zendesk/*.csv", "Zendesk", "incidents"),
    Export("intercom", "fivetran_seeds/intercom/*.csv", "Intercom", "apology"),
)


def test_each_is_recognised_loaded_and_shown(browser: Browser, real_data: Path, tmp_path: Path) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with Serving(tmp_path / "warehouse", tmp_path / "log") as address:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        for export in EXPORTS:
            _load(page, address, export, sorted(real_data.glob(export.files)))
            pages.open_page(page, f"{address}/{'' if export.shown_on == 'overview' else export.shown_on}")
            expect(page.get_by_text("invented data")).to_have_count(0)
            page.screenshot(path=PICTURES / f"{export.name}-{export.shown_on}.png", full_page=True)
        page.close()


def _load(page: Page, address: str, export: Export, files: list[Path]) -> None:
    page.goto(f"{address}/load")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files, timeout=LOAD_MS)
    expect(page.get_by_text(f"Read as recognised: {export.recognised}")).to_be_visible(timeout=LOAD_MS)
    if export.day:
        page.get_by_test_id("stDateInputField").get_by_role("spinbutton").first.click()
        page.keyboard.type(export.day)
        page.keyboard.press("Enter")
    page.screenshot(path=PICTURES / f"{export.name}-recognised.png", full_page=True)
    page.get_by_role("button", name=re.compile("Load$")).click()
    expect(page.get_by_text(re.compile(r"^[\d,]+ rows loaded"))).to_be_visible(timeout=LOAD_MS)
    expect(page.get_by_text("What can be measured now?")).to_be_visible()
    page.screenshot(path=PICTURES / f"{export.name}-loaded.png", full_page=True)
