"""How long the first page takes until it is painted in Chromium, against the page with constants and a stock one.

Measured on a changed filter, on one chosen before, and on a cold link. The three pages take turns in one run.

Painted means: every tile, the list and the bars hold what the new filter asks for, the script rests, and two
animation frames have passed. Every filter is new to the server, so no cached answer helps.
"""

import pickle
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import click
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from streamlit.testing.v1 import AppTest

from dashboard.engine import kpis
from dashboard.presentation import panels
from dashboard.presentation.panels import Choices
from dashboard.warehouse.reader import open_current
from tests import company
from tests.benchmarks.constant_page import ANSWERED
from tests.benchmarks.measurement import Measurement
from tests.browser import LAUNCH_ARGS, find_browser
from tests.e2e import pages
from tests.e2e.serving import APP, Serving
from tests.views import opening

Choice = str | tuple[str, str]
"""The label of a team or segment, or the codes of both; "" = no filter."""

SMALL, MILLION, LARGE = 20_000, 1_000_000, 10_000_000
WINDOW = ViewportSize(width=1440, height=1400)
METRICS, CHARTS = 5, 6
CHOICES = [("team", "Team", label) for label in ("North", "Online", "Key accounts", "South", "t5", "No team")]
CHOICES += [("segment", "Segment", label) for label in ("Consumer", "Business", "No segment")]
COLD = [(team, segment) for segment in ("Consumer", "Business") for team in ("t1", "t2", "t3", "t4", "t5")]
"""Codes of team and segment in links that are opened once."""
TAG = re.compile("<[^>]+>")
TELLING = re.compile(r"<p(?: class=\"quiet\")?>(.*?)</p>")
"""The lines that hold numbers: those of the tiles, and those above and below the lists."""
PAINTED = """
(texts) => new Promise((done, fail) => {
  const late = performance.now() + 60000;
  const look = () => {
    const rests = !document.querySelector('[data-testid=stApp][data-test-script-state=running]');
    const main = document.querySelector('[data-testid=stMain]');
    const all = !rests ? '' : main.innerText + [...main.querySelectorAll('[role=gridcell],[aria-label],svg text')]
      .map(node => node.textContent + node.getAttribute('aria-label')).join(' ');
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
            times = _times(Path(folder), incidents, browser)
        ratios[incidents] = times.change.real / times.change.constant
        yield from _told(times, incidents)
    if SMALL in ratios and LARGE in ratios:
        growth = ratios[LARGE] / ratios[SMALL]
        yield Measurement("page at 10 million / at 20 thousand incidents", growth, "times", "at most", 1.2)


class Pair(NamedTuple):
    """Median milliseconds of the page and of the constant page."""

    real: float
    constant: float


class Times(NamedTuple):
    """What was measured; `stock` is a changed filter of the stock page in milliseconds."""

    change: Pair
    again: Pair
    cold: Pair
    stock: float


def _told(times: Times, incidents: int) -> Iterator[Measurement]:
    size = f"{incidents:,} incidents"
    constant = ((times.change, "changed filter", 1.15), (times.again, "filter chosen before", None),
                (times.cold, "cold link", 1.2))  # fmt: skip
    for pair, name, limit in constant:
        yield _ratio(f"{name}, {size} / constant page", pair, limit if incidents == MILLION else None)
    stock = Pair(times.change.real, times.stock)
    yield _ratio(f"changed filter, {size} / stock page", stock, 0.6 if incidents == MILLION else None)


def _ratio(name: str, pair: Pair, limit: float | None) -> Measurement:
    note = f"{pair.real:.0f} against {pair.constant:.0f} ms"
    return Measurement(name, pair.real / pair.constant, "times", "at most" if limit else None, limit, note)


def _times(folder: Path, incidents: int, browser: Path) -> Times:
    warehouse, store = folder / "warehouse", folder / "answers.pickle"
    company.publish(warehouse, incidents, kpi_ids=kpis.on_overview())
    expected = _answers(warehouse, store)
    with (
        Serving(warehouse, folder / "real.log") as real,
        Serving(warehouse, folder / "constant.log", _CONSTANT, {"AMENDS_CONSTANT": str(store)}) as constant,
        Serving(warehouse, folder / "stock.log", _STOCK) as stock,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=str(browser), args=list(LAUNCH_ARGS))
        cold = _pair(lambda address, choice: _cold(chromium, address, choice, expected), (real, constant), list(COLD))
        tabs = [_tab(chromium, address) for address in (real, constant)]
        labels = [label for _, _, label in CHOICES]
        boxes = {label: box for _, box, label in CHOICES}
        change = _pair(lambda tab, label: _change(tab, boxes[label], label, expected[label]), tabs, labels)
        again = _pair(lambda tab, label: _change(tab, boxes[label], label, expected[label]), tabs, labels)
        stock_tab = chromium.new_page(viewport=WINDOW)
        stock_tab.goto(stock)
        stock_tab.get_by_text("End of All teams").wait_for()
        stock_tab.evaluate(ON_CLICK)
        stock_times = [_change_stock(stock_tab, label) for _, box, label in CHOICES if box == "Team"]
        chromium.close()
    return Times(change, again, cold, median(stock_times))


def _pair(measure_one: Callable[[Any, Any], float], places: Sequence[Any], choices: Sequence[Any]) -> Pair:
    """Both places take turns with every choice."""
    taken: tuple[list[float], list[float]] = ([], [])
    for choice in choices:
        for times, place in zip(taken, places, strict=True):
            times.append(measure_one(place, choice))
    return Pair(median(taken[0]), median(taken[1]))


_CONSTANT = Path(__file__).with_name("constant_page.py")
_STOCK = Path(__file__).with_name("stock_page.py")


def _tab(chromium: Browser, address: str) -> Page:
    tab = chromium.new_page(viewport=WINDOW)
    pages.open_page(tab, address)
    tab.evaluate(ON_CLICK)
    return tab


def _cold(chromium: Browser, address: str, choice: tuple[str, str], expected: Mapping[Any, list[str]]) -> float:
    """Milliseconds from going to a link that nobody opened before until it is painted, in a new browser profile."""
    context = chromium.new_context(viewport=WINDOW)
    tab = context.new_page()
    tab.add_init_script("window.amendsStarted = 0")  # the clock of a page begins when it is gone to
    tab.goto(f"{address}/?team={choice[0]}&segment={choice[1]}", wait_until="commit")
    tab.wait_for_selector("[data-testid=stMain]")
    taken: float = tab.evaluate(PAINTED, expected[choice])
    context.close()
    return taken


def _change_stock(tab: Page, label: str) -> float:
    tab.get_by_role("combobox", name="Team").click()
    option = tab.get_by_role("option", name=label, exact=True)
    option.wait_for()
    option.click(no_wait_after=True)
    texts = [f"Measure {number} of {label}" for number in range(METRICS)]
    texts += [f"Chart {number} of {label}" for number in range(CHARTS)]
    taken: float = tab.evaluate(PAINTED, [*texts, f"End of {label}"])
    return taken


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


def _answers(warehouse: Path, store: Path) -> dict[Choice, list[str]]:
    """Open every link once and store what the page asks and is told; the result is what each page must show."""
    codes = _codes(panels.choices(open_current(warehouse)))
    links: dict[Choice, dict[str, str]] = {"": {}}
    links |= {label: {key: codes[key][label]} for key, _, label in CHOICES}
    links |= {(team, segment): {"team": team, "segment": segment} for team, segment in COLD}
    recorded: dict[tuple[Any, ...], Any] = {}
    expected: dict[Choice, list[str]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AMENDS_WAREHOUSE", str(warehouse))
        for module, name in ANSWERED:
            patch.setattr(module, name, _recording(name, getattr(module, name), recorded))
        for choice, link in links.items():
            app = AppTest.from_file(str(APP), default_timeout=300)
            app.query_params.update(link)
            app.run()
            if app.exception:
                raise click.ClickException(f"{link}: {app.exception[0].value}")
            expected[choice] = told(app)
    store.write_bytes(pickle.dumps(recorded))
    return expected


def told(app: AppTest) -> list[str]:
    """What the filter changes on the page: every line of its tiles and of the lists below them, as a reader sees it."""
    shown = [piece.partition("<details")[0] for piece in opening.drawn(app)]
    return [unescape(TAG.sub("", line)) for piece in shown for line in TELLING.findall(piece)]


def _codes(choices: Choices) -> dict[str, dict[str, str]]:
    """Code by label, for the filters that are changed."""
    return {key: {name: code for code, name in choices.values[key].items()} for key in ("team", "segment")}


def _recording(name: str, ask: Callable[..., Any], recorded: dict[tuple[Any, ...], Any]) -> Callable[..., Any]:
    def asked(*arguments: Any) -> Any:
        answer = recorded[(name, *arguments)] = ask(*arguments)
        return answer

    return asked
