"""How long a changed filter takes until all of the first page is painted in Chromium, against the page with constants.

Painted means: every tile, the table and the figure hold what the new filter asks for, the script rests, and two
animation frames have passed. Every filter is new to the server, so no cached answer helps.
"""

import pickle
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import click
from playwright.sync_api import Page, sync_playwright

from dashboard.engine import kpis, measures, panel_rows
from dashboard.engine.filters import Filters
from dashboard.presentation import panels, tiles
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.topics import decisions_needed, drivers, stakes
from dashboard.warehouse.reader import Warehouse, open_current
from tests import company
from tests.benchmarks.measurement import Measurement
from tests.browser import LAUNCH_ARGS, find_browser
from tests.e2e import pages
from tests.e2e.serving import Serving

SMALL, LARGE = 20_000, 10_000_000
CHOICES = [("team", "Team", label) for label in ("North", "Online", "Key accounts", "South", "t5", "No team")]
CHOICES += [("segment", "Segment", label) for label in ("Consumer", "Business", "No segment")]
PAINTED = """
(texts) => new Promise((done, fail) => {
  const late = performance.now() + 60000;
  const look = () => {
    const main = document.querySelector('[data-testid=stMain]');
    const all = main.innerText + [...main.querySelectorAll('[role=gridcell],[aria-label]')]
      .map(node => node.textContent + node.getAttribute('aria-label')).join(' ');
    const rests = !document.querySelector('[data-testid=stApp][data-test-script-state=running]');
    if (rests && texts.every(text => all.includes(text)))
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - window.amendsStarted)));
    else if (performance.now() > late) fail(texts.filter(text => !all.includes(text)).join(' | '));
    else requestAnimationFrame(look);
  };
  look();
})
"""
ON_CLICK = "() => addEventListener('pointerdown', () => { window.amendsStarted = performance.now() }, true)"


def measure(sizes: Sequence[int]) -> Iterable[Measurement]:
    """Medians of the page and of the constant page, interleaved; at the end the largest size against the smallest."""
    browser = find_browser()
    if browser is None:
        raise click.ClickException("The page benchmark needs a Chromium or Chrome: `make test` installs one.")
    ratios: dict[int, float] = {}
    for incidents in sizes:
        click.echo(f"Publishing {incidents:,} incidents …", err=True)
        with tempfile.TemporaryDirectory() as folder:
            real, constant = _times(Path(folder), incidents, browser)
        ratios[incidents] = real / constant
        yield Measurement(f"filter change, {incidents:,} incidents", real, "milliseconds")
        yield Measurement(f"filter change, {incidents:,} incidents / constant page", real / constant, "times")
    if SMALL in ratios and LARGE in ratios:
        growth = ratios[LARGE] / ratios[SMALL]
        yield Measurement("page at 10 million / at 20 thousand incidents", growth, "times", "at most", 1.2)


def _times(folder: Path, incidents: int, browser: Path) -> tuple[float, float]:
    """Median milliseconds of the page and of the constant page."""
    warehouse, store = folder / "warehouse", folder / "answers.pickle"
    company.publish(warehouse, incidents, kpi_ids=kpis.on_overview())
    expected = _answers(open_current(warehouse), store)
    taken: tuple[list[float], list[float]] = ([], [])
    with (
        Serving(warehouse, folder / "real.log") as real,
        Serving(warehouse, folder / "constant.log", _CONSTANT, {"AMENDS_CONSTANT": str(store)}) as constant,
        _tabs(browser, (real, constant)) as tabs,
    ):
        for _, box, label in CHOICES:
            for times, tab in zip(taken, tabs, strict=True):
                times.append(_change(tab, box, label, expected[label]))
    return median(taken[0]), median(taken[1])


_CONSTANT = Path(__file__).with_name("constant_page.py")


@contextmanager
def _tabs(browser: Path, addresses: Sequence[str]) -> Iterator[list[Page]]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser), args=list(LAUNCH_ARGS))
        tabs = [chromium.new_page(viewport={"width": 1440, "height": 1400}) for _ in addresses]
        for tab, address in zip(tabs, addresses, strict=True):
            pages.open_page(tab, address)
            tab.evaluate(ON_CLICK)
        yield tabs
        chromium.close()


def _change(tab: Page, box: str, label: str, texts: list[str]) -> float:
    """Milliseconds from the click on an option until its page is painted; the filter is taken away again."""
    tab.get_by_role("combobox", name=box).click()
    option = tab.get_by_role("option", name=label, exact=True)
    option.wait_for()
    option.click(no_wait_after=True)
    taken: float = tab.evaluate(PAINTED, texts)
    tab.keyboard.press("Escape")
    tab.get_by_role("button", name="Reset").click()
    pages.settle(tab)
    return taken


def _answers(warehouse: Warehouse, store: Path) -> dict[str, list[str]]:
    """Store every answer the page will ask for; the result is what each filter's page must show."""
    choices = panels.choices(warehouse)
    first = max(choices.first_week, choices.last_week - timedelta(weeks=25))
    answers: dict[tuple[Any, ...], Any] = {}
    expected: dict[str, list[str]] = {}
    for key, label in [("", "")] + [(key, label) for key, _, label in CHOICES]:
        codes = [code for code, name in choices.values[key].items() if name == label] if key else []
        column = {"team": "team_id", "segment": "segment"}.get(key)
        filters = Filters.of({column: codes}) if column else Filters()
        chosen = Selection(choices, filters, first, choices.last_week)
        expected[label] = _page(warehouse, chosen, answers)
    store.write_bytes(pickle.dumps(answers))
    return expected


def _page(warehouse: Warehouse, chosen: Selection, answers: dict[tuple[Any, ...], Any]) -> list[str]:
    """Answer everything that the first page asks under one choice; the result is text that it must show."""
    shown = []
    for kpi_id in kpis.on_overview():
        tile = tiles.tile(warehouse, kpi_id, chosen.filters, chosen.first, chosen.last, chosen.choices)
        answers[("_tile", kpi_id, chosen.filters, chosen.first, chosen.last)] = tile
        shown.append(tile)
    texts = [tile.sentence for tile in shown if tile.has_cases]
    return [*texts, *_below_the_tiles(warehouse, chosen, shown, answers)]


def _below_the_tiles(
    warehouse: Warehouse, chosen: Selection, shown: Sequence[Tile], answers: dict[tuple[Any, ...], Any]
) -> list[str]:
    """Answer what the table, the bars and the sentences on the signals ask; the result is the first line of both."""
    filters, choices = chosen.filters, chosen.choices
    rows = answers[("_panel", "decisions", filters, ())] = panel_rows.panel(warehouse, "decisions", filters)
    for tile in shown:
        periods = drivers.periods(tile)
        for column in drivers.COLUMNS if periods else ():
            found = drivers.driver(warehouse, tile.kpi, filters, column, *periods) if periods else None
            answers[("_driver", tile.kpi.id, filters, column, *(periods or ()))] = found
    at_risk = next(tile for tile in shown if tile.kpi.id == "revenue_at_risk")
    within = filters.between(*(at_risk.scope or (None, None)))
    by_cause = measures.measure(warehouse, at_risk.kpi.id, within, ("cause_code",), intervals=False)
    answers[("_by_cause", at_risk.kpi.id, within)] = by_cause
    bars = stakes.rows(by_cause, None, dict(choices.values["cause"]), choices.currency)
    decisions = decisions_needed.decisions(shown, rows, choices)
    return [decisions_needed.answer(decisions, rows), stakes.answer(bars, choices.currency)]
