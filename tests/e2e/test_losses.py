"""Clicks on the pages Reasons for loss and Recovery, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests import company
from tests.e2e import pages
from tests.e2e.pages import query
from tests.e2e.serving import Serving

pytestmark = pytest.mark.browser

KPIS = (
    *("retention_after_incident", "recovery_triad_rate", "recovery_paradox_gap", "revenue_retention_90d"),
    *("adjusted_effect", "cost_per_retained", "best_fit_table", "verified_resolved_14d", "handled_well"),
    *("loss_reason_share", "loss_reason_known", "churn_rate", "avoidable_loss", "lost_before_resolution"),
    *("dissatisfied_and_justified_loss", "win_back_rate", "abandoned_unhappy", "people_told_band"),
)


@pytest.fixture(scope="module")
def treated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard over a company with interventions, which knows the KPIs of the two pages."""
    folder = tmp_path_factory.mktemp("treated")
    company.publish(folder, 3_600, weeks=80, kpi_ids=KPIS, is_complete=True)
    with Serving(folder, folder / "dashboard.log") as address:
        yield address


def losses_listed(page: Page) -> int:
    """The number in the heading of the list."""
    heading = page.get_by_role("heading", name=re.compile(r"^[\d,]+ loss(es)?, ")).inner_text()
    return int(heading.split(" ")[0])


def test_a_reason_and_a_week_lead_to_their_losses(page: Page, treated: str) -> None:
    pages.open_page(page, f"{treated}/reasons")
    every = losses_listed(page)
    listed = page.get_by_role("heading", name=re.compile(r"loss(es)?, reason: "))
    pages.click_until(page.locator(".st-key-reasons .bars .point path").first, listed)
    pages.settle(page)
    assert 0 < losses_listed(page) < every
    assert query(page)["losses"][0].startswith("Reason: ")
    columns = page.locator(".st-key-weeks-lost .bars .point path")
    heights = columns.evaluate_all("paths => paths.map(path => path.getBBox().height)")
    tallest = columns.nth(heights.index(max(heights)))
    pages.click_until(tallest, page.get_by_role("button", name=re.compile("^Week: ")))
    pages.settle(page)
    assert query(page)["weeks"] == ["1 week"]
    expect(page.get_by_role("heading", level=2)).to_contain_text(re.compile(r"in W\d\d"))


def test_a_comparison_is_chosen_in_the_chart_and_stands_in_the_link(page: Page, treated: str) -> None:
    pages.open_page(page, f"{treated}/recovery?first=Refund&second=Nothing+on+record")
    expect(page.get_by_text("Refund against nothing on record.").first).to_be_visible()
    chosen = page.get_by_text(re.compile(r"and an apology against .* without an apology\.")).first
    pages.click_until(page.locator(".st-key-effects .scatterlayer .trace").last.locator(".points path").last, chosen)
    pages.settle(page)
    expect(page.get_by_text("Refund against nothing on record.")).to_have_count(0)
    expect(chosen).to_be_visible()
    before = page.get_by_test_id("stMain").inner_text()
    page.reload()
    pages.settle(page)
    assert page.get_by_test_id("stMain").inner_text() == before
