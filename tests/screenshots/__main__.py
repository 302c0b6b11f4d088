"""`make screenshots`: every page in three sizes, light and dark, as pictures in build/screenshots/.

The pages come from the menu of the running dashboard, so a new one is in the pictures by itself; pages that a link
opens (a KPI, one incident, one customer) are added. Exit code 1 = a page showed an error; it is named.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from dashboard.warehouse.reader import open_current
from tests.browser import find_browser
from tests.e2e.serving import ROOT, Serving
from tests.screenshots import shots
from tests.screenshots.shots import Target, View

OUT = ROOT / "build" / "screenshots"
BUSIEST = """
select incident_events.incident_id, min(incidents.customer_id) as customer_id, count(*) as count_events
from canonical.incident_events
inner join canonical.incidents on incidents.incident_id = incident_events.incident_id
where incidents.customer_id is not null
group by incident_events.incident_id
order by count_events desc, incident_events.incident_id
limit 1
"""
"""The incident with the longest story, and its customer."""


@click.command(help=__doc__)
@click.argument("only", nargs=-1, metavar="[PAGE]...")
@click.option("--warehouse", type=click.Path(path_type=Path, exists=True), help="Loaded data; else a sample company.")
@click.option("--size", "sizes", multiple=True, type=click.Choice(list(shots.SIZES)), default=list(shots.SIZES))
@click.option("--theme", "themes", multiple=True, type=click.Choice(shots.THEMES), default=shots.THEMES)
@click.option("--out", type=click.Path(path_type=Path), default=OUT, show_default=True)
@click.option("--at-once", type=click.IntRange(1), default=3, show_default=True, help="Browsers at the same time.")
def main(
    only: tuple[str, ...], warehouse: Path | None, sizes: Sequence[str], themes: Sequence[str], out: Path, at_once: int
) -> None:
    """Takes the pictures, says which page failed, and tells so by its exit code."""
    browser = find_browser()
    if browser is None:
        raise click.ClickException("Screenshots need a Chromium or Chrome: `make test` installs one.")
    out.mkdir(parents=True, exist_ok=True)
    if not only:
        for old in out.glob("*.png"):  # a page may be gone
            old.unlink()
    with _company(warehouse) as folder, Serving(folder, out / "dashboard.log") as address:
        targets = [one for one in _targets(folder, address, browser) if not only or one.name in only]
        views = [View(size, theme) for size, theme in product(sizes, themes)]
        with ThreadPoolExecutor(at_once) as pool:
            faults = list(pool.map(lambda view: shots.take(browser, address, targets, view, out), views))
    told = [fault for found in faults for fault in found]
    for fault in told:
        click.echo(fault, err=True)
    click.echo(f"{len(targets) * len(views) - len(told)} pictures of {len(targets)} pages in {out}", err=True)
    raise SystemExit(1 if told or not targets else 0)


@contextmanager
def _company(warehouse: Path | None) -> Iterator[Path]:
    """The folder of the warehouse: the one asked for, else that of a sample company made for this run."""
    if warehouse is not None:
        yield warehouse
        return
    click.echo("Making a sample company …", err=True)
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "company", Path(folder) / "warehouse"
        _amends("demo", "--out", str(source))
        _amends("load", str(source), "--warehouse", str(made))
        yield made


def _amends(*words: str) -> None:
    command = [sys.executable, "-m", "dashboard", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise click.ClickException(done.stderr)


def _targets(warehouse: Path, address: str, browser: Path) -> list[Target]:
    """The pages of the menu, then those that only a link opens."""
    with sync_playwright() as playwright:
        found = shots.menu(playwright, browser, address)
    names = {one.name for one in found}
    story = open_current(warehouse).table(BUSIEST).to_pylist()
    linked = [("incidents", "incident", "incident_id"), ("customer", "customer", "customer_id")]
    for page, name, column in linked if story else ():
        if page in names or name in names:
            found = [one for one in found if one.name != name]
            found.append(Target(name, f"/{page}?{name}={story[0][column]}"))
    return [*found, Target("kpi", "/apology_rate")]


if __name__ == "__main__":
    main()
