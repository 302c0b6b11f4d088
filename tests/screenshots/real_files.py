"""Real exports from the file chooser to the pages: loaded in the browser one after the other, with pictures.

`make screenshots` takes them all, into build/screenshots/real/; the tests load the first.
"""

import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import LAUNCH_ARGS, find_browser
from tests.e2e import pages
from tests.e2e.serving import ROOT, Serving

OUT = ROOT / "build" / "screenshots" / "real"
REAL_DATA = ROOT.parent / "shared" / "real"
LOAD_MS = 120_000


@dataclass(frozen=True)
class Export:
    """Files of one system: where they are, what they are recognised as, and a page on which their numbers show.

    `day` is typed where the page asks for the day of the export.
    """

    name: str
    files: str
    recognised: str
    shown_on: str
    day: str | None = None


EXPORTS = (
    Export("telco", "telco_ibm_plain/*.csv", "IBM telecom customer churn", "reasons", day="20180131"),
    Export("zendesk", "fivetran_seeds/zendesk/*.csv", "Zendesk", "incidents"),
    Export("servicenow", "servicenow_incident_log/*.csv", "ServiceNow incident log", "incidents"),
    Export("cfpb", "cfpb_disputed_samples/nobieyi00*.csv", "CFPB consumer complaints", ""),
    Export("intercom", "fivetran_seeds/intercom/*.csv", "Intercom", "apology"),
)


def walk(browser: Browser, real_data: Path, exports: Iterable[Export], scratch: Path, out: Path = OUT) -> None:
    """Load each in a dashboard that begins without data, and look at a page; an AssertionError when one fails."""
    out.mkdir(parents=True, exist_ok=True)
    with Serving(scratch / "warehouse", scratch / "log") as address:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        for export in exports:
            _load(page, address, export, sorted(real_data.glob(export.files)), out)
            pages.open_page(page, f"{address}/{export.shown_on}")
            expect(page.get_by_text("invented data")).to_have_count(0)
            page.screenshot(path=out / f"{export.name}-{export.shown_on or 'overview'}.png")
        page.close()


def _load(page: Page, address: str, export: Export, files: list[Path], out: Path) -> None:
    page.goto(f"{address}/load")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files, timeout=LOAD_MS)
    expect(page.get_by_text(f"Read as recognised: {export.recognised}")).to_be_visible(timeout=LOAD_MS)
    if export.day:
        page.get_by_test_id("stDateInputField").get_by_role("spinbutton").first.click()
        page.keyboard.type(export.day)
        page.keyboard.press("Enter")
    page.screenshot(path=out / f"{export.name}-recognised.png")
    page.get_by_role("button", name=re.compile("Load$")).click()
    expect(page.get_by_text(re.compile(r"^[\d,]+ rows loaded"))).to_be_visible(timeout=LOAD_MS)
    expect(page.get_by_text("What can be measured now?")).to_be_visible()
    page.screenshot(path=out / f"{export.name}-loaded.png")


@click.command(help=__doc__)
def main() -> None:
    """Take all pictures; without the real files there is nothing to take."""
    found = find_browser()
    if found is None or not REAL_DATA.is_dir():
        raise click.ClickException(f"Needs a Chromium, and real files in {REAL_DATA}.")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=str(found), args=list(LAUNCH_ARGS))
        walk(browser, REAL_DATA, EXPORTS, Path(scratch))
        browser.close()
    click.echo(f"{len(EXPORTS)} real exports loaded, pictures in {OUT}", err=True)


if __name__ == "__main__":
    main()
