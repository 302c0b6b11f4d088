"""`make bench`, or `python -m tests.benchmarks [load] [kpis] [page]`: runs the benchmarks and prints one table.

Takes long and wants a machine with nothing else to do. Exit code 1 = a goal was missed.
"""

import importlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from tests.benchmarks.measurement import Measurement

SIZES = (20_000, 1_000_000, 10_000_000)


def names() -> list[str]:
    """The benchmarks there are: `bench_load.py` is `load`."""
    return sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))


def run(name: str, sizes: Sequence[int]) -> list[Measurement]:
    """Runs one benchmark."""
    click.echo(f"Measuring {name} …", err=True)
    return list(importlib.import_module(f"tests.benchmarks.bench_{name}").measure(sizes))


def table(measured: Iterable[Measurement]) -> Table:
    """All numbers with their goals."""
    made = Table("measured", "value", "unit", "goal", "", "note", title="Amends benchmarks")
    for one in measured:
        goal = f"{one.goal} {one.limit:g}" if one.goal else ""
        verdict = "" if one.goal is None else "met" if one.is_met else "MISSED"
        made.add_row(one.name, f"{one.value:,.4g}", one.unit, goal, verdict, one.note)
    return made


@click.command(help=__doc__)
@click.argument("chosen", nargs=-1, type=click.Choice(names()), metavar="[NAME]...")
@click.option("--size", "sizes", multiple=True, type=click.IntRange(min=1), default=SIZES, show_default=True,
              help="Number of incidents; give it several times for several sizes.")  # fmt: skip
def main(chosen: tuple[str, ...], sizes: tuple[int, ...]) -> None:
    """Measures, prints the table, and tells by its exit code whether every goal is met."""
    measured = [one for name in chosen or names() for one in run(name, sorted(sizes))]
    Console().print(table(measured))
    raise SystemExit(0 if all(one.is_met for one in measured) else 1)


if __name__ == "__main__":
    main()
