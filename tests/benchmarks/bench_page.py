"""How long the first page takes until it is painted in Chromium, against the page with constants and a stock one.

Measured on a changed filter, on a second one chosen at once, on one chosen before, and on a cold link. The three pages
take turns in one run.

Painted means: every tile, the list and the bars hold what the new filter asks for, the script rests, and two
animation frames have passed. Nobody has chosen these filters before. While its reader looks at a page, the server works
out those that are one value away: the changed filter is measured on a page that was open long enough for that, the
second one at once gives the server no time for it.
"""

import pickle
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import unescape
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import click
import psutil  # type: ignore[import-untyped]
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
COLD = [("t1", "Consumer"), ("t2", "Business"), ("t3", "Consumer"), ("t4", "Business"), ("t5", "Consumer")]
"""Codes of team and segment in links that are opened once."""
AT_ONCE = [("t1", "Business"), ("t2", "Consumer"), ("t3", "Business"), ("t4", "Consumer"), ("t5", "Business")]
"""Codes of team and segment that are chosen one right after the other."""
LOOK = 3
"""Seconds for which a server is watched until it is taken to rest."""
RESTING = 0.2
"""Share of a processor that a server uses while nothing is asked of it: its open pages look for a new version."""
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
    at_once: Pair
    again: Pair
    cold: Pair
    stock: float


def _told(times: Times, incidents: int) -> Iterator[Measurement]:
    size = f"{incidents:,} incidents"
    constant = ((times.change, "changed filter", 1.15), (times.at_once, "second filter at once", None),
                (times.again, "filter chosen before", None), (times.cold, "cold link", 1.2))  # fmt: skip
    for pair, name, limit in constant:
        yield _ratio(f"{name}, {size} / constant page", pair, limit if incidents == MILLION else None)
    stock = ((times.change, "changed filter", 0.6), (times.at_once, "second filter at once", None))
    for pair, name, limit in stock:
        against = Pair(pair.real, times.stock)
        yield _ratio(f"{name}, {size} / stock page", against, limit if incidents == MILLION else None)


def _ratio(name: str, pair: Pair, limit: float | None) -> Measurement:
    note = f"{pair.real:.0f} against {pair.constant:.0f} ms"
    return Measurement(name, pair.real / pair.constant, "times", "at most" if limit else None, limit, note)


def _times(folder: Path, incidents: int, browser: Path) -> Times:
    warehouse, store = folder / "warehouse", folder / "answers.pickle"
    company.publish(warehouse, incidents, kpi_ids=kpis.on_overview())
    expected = _answers(warehouse, store)
    server = Serving(warehouse, folder / "real.log")
    constants = {"AMENDS_CONSTANT": str(store), "AMENDS_WORK_AHEAD": "off"}
    with (
        server as real,
        Serving(warehouse, folder / "constant.log", _CONSTANT, constants) as constant,
        Serving(warehouse, folder / "stock.log", _STOCK) as stock,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=str(browser), args=list(LAUNCH_ARGS))
        rest = partial(_wait_for_rest, psutil.Process(server.process.pid))
        cold = _pair(
            lambda address, choice: _cold(chromium, address, choice, expected), (real, constant), COLD, lambda _: rest()
        )
        tabs = [_tab(chromium, address) for address in (real, constant)]
        stock_tab, stock_times = _stock_tab(chromium, stock), []
        labels = [label for _, _, label in CHOICES]
        boxes = {label: box for _, box, label in CHOICES}
        names = _labels(warehouse)

        def begin(label: str) -> None:
            """Nothing works in the background while the three pages take their turns."""
            rest()
            if boxes[label] == "Team":
                stock_times.append(_change_stock(stock_tab, label))

        def change(tab: Page, label: str) -> float:
            return _change(tab, boxes[label], label, expected[label])

        changed = _pair(change, tabs, labels, begin)
        at_once = _pair(lambda tab, pair: _change_at_once(tab, pair, names, expected), tabs, AT_ONCE)
        again = _pair(change, tabs, labels)
        chromium.close()
    return Times(changed, at_once, again, cold, median(stock_times))


def _wait_for_rest(server: psutil.Process) -> None:
    """Wait until the server has worked out what it expects to be asked."""
    until = time.monotonic() + 300
    while time.monotonic() < until:
        before = sum(server.cpu_times()[:2])
        time.sleep(LOOK)
        if sum(server.cpu_times()[:2]) - before < LOOK * RESTING:
            return
    raise click.ClickException("The server of the page did not come to rest within five minutes.")


def _pair(
    measure_one: Callable[[Any, Any], float],
    places: Sequence[Any],
    choices: Sequence[Any],
    begin: Callable[[Any], None] = lambda _: None,
) -> Pair:
    """Both places take turns with every choice, the constant one first; what the other begins slows nobody."""
    taken: tuple[list[float], list[float]] = ([], [])
    for choice in choices:
        begin(choice)
        for times, place in reversed(list(zip(taken, places, strict=True))):
            times.append(measure_one(place, choice))
    return Pair(median(taken[0]), median(taken[1]))


_CONSTANT = Path(__file__).with_name("constant_page.py")
_STOCK = Path(__file__).with_name("stock_page.py")


def _stock_tab(chromium: Browser, address: str) -> Page:
    tab = chromium.new_page(viewport=WINDOW)
    tab.goto(address)
    tab.get_by_text("End of All teams").wait_for()
    tab.evaluate(ON_CLICK)
    return tab


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


def _change_at_once(
    tab: Page, pair: tuple[str, str], names: Mapping[str, str], expected: Mapping[Any, list[str]]
) -> float:
    """Milliseconds of a team that is chosen as soon as the page of a segment is there."""
    team, segment = (names[code] for code in pair)
    for box, label, texts in (("Segment", segment, expected[segment]), ("Team", team, expected[pair])):
        tab.get_by_role("combobox", name=box).click()
        tab.get_by_role("option", name=label, exact=True).click(no_wait_after=True)
        taken: float = tab.evaluate(PAINTED, texts)
        tab.keyboard.press("Escape")
    tab.get_by_role("button", name="Reset").click()
    pages.settle(tab)
    return taken


def _labels(warehouse: Path) -> dict[str, str]:
    """Label by code, for the filters that are changed."""
    codes = _codes(panels.choices(open_current(warehouse)))
    return {code: name for names in codes.values() for name, code in names.items()}


def _answers(warehouse: Path, store: Path) -> dict[Choice, list[str]]:
    """Open every link once and store what the page asks and is told; the result is what each page must show."""
    codes = _codes(panels.choices(open_current(warehouse)))
    links: dict[Choice, dict[str, str]] = {"": {}}
    links |= {label: {key: codes[key][label]} for key, _, label in CHOICES}
    links |= {(team, segment): {"team": team, "segment": segment} for team, segment in (*COLD, *AT_ONCE)}
    recorded: dict[tuple[Any, ...], Any] = {}
    expected: dict[Choice, list[str]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AMENDS_WAREHOUSE", str(warehouse))
        patch.setenv("AMENDS_WORK_AHEAD", "off")
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
