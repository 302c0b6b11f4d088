"""Published figures to compare with, each with its source and how far it may be compared.

They are data (`data/benchmarks.csv`), never targets. A figure that is only context is named, not judged against.
"""

import csv
from dataclasses import dataclass
from functools import cache

from dashboard.settings import DATA

COMPARABILITY = {"comparable": "comparable", "indicative": "indicative", "context_only": "context"}
"""Code -> the one word that always stands beside the figure."""


@dataclass(frozen=True)
class Benchmark:
    """One published figure; `value` is in the unit of the KPI, shares as 0-1."""

    kpi_id: str
    category: str
    list: str
    value: float
    source: str
    country: str
    comparability: str
    note: str

    @property
    def tag(self) -> str:
        """How far it may be compared, in one word."""
        return COMPARABILITY[self.comparability]


@cache
def benchmarks() -> tuple[Benchmark, ...]:
    """Every published figure, in the order of the file."""
    with (DATA / "benchmarks.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_benchmark(row) for row in csv.DictReader(file))


def _benchmark(row: dict[str, str]) -> Benchmark:
    return Benchmark(
        kpi_id=row["kpi_id"],
        category=row["category"],
        list=row["list"],
        value=float(row["value"]) / (100 if row["unit"] == "percent" else 1),
        source=row["source"],
        country=row["country"],
        comparability=row["comparability"],
        note=row["note"],
    )


def of_kpi(kpi_id: str) -> Benchmark | None:
    """The figure for the KPI as a whole, None when nobody published one."""
    return next((b for b in benchmarks() if b.kpi_id == kpi_id and not b.category), None)


def of_categories(kpi_id: str, list_name: str = "published") -> dict[str, Benchmark]:
    """Category -> published figure, for one of the KPI's lists; empty when there is none."""
    return {b.category: b for b in benchmarks() if b.kpi_id == kpi_id and b.category and b.list == list_name}


def lists(kpi_id: str) -> tuple[str, ...]:
    """The names of the KPI's lists, the one shown first in front."""
    return tuple(dict.fromkeys(b.list for b in benchmarks() if b.kpi_id == kpi_id and b.category))


def rescaled(figures: dict[str, Benchmark]) -> dict[str, float]:
    """The figures of one list divided by their sum, so that they add up to 1; empty stays empty."""
    total = sum(figure.value for figure in figures.values())
    return {category: figure.value / total for category, figure in figures.items()} if total else {}
