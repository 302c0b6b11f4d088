"""Published figures to compare with, each with its source and how far it may be compared.

They are data (`data/benchmarks.csv`), never targets. A figure that is only context is told in words: `of_kpi`, which a
chart may draw, never gives one.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from dashboard.settings import DATA

COMPARABILITY = {"comparable": "comparable", "indicative": "indicative", "context_only": "context"}
"""Code -> the one word that always stands beside the figure."""


RENORMALISED = "renormalised"
"""The version of a list that is made from the published one, divided by its sum."""

VERSIONS: Mapping[str, str] = MappingProxyType(
    {
        "published": "As published: the seven figures add up to 109%",
        RENORMALISED: "Published figures divided by 1.09, so that they add up to 100%",
        "classic": "The list quoted most often: six figures, 1-3-5-9-14-68, that add up to 100%",
    }
)
"""Version of the list of loss reasons -> what to say of it."""


@dataclass(frozen=True)
class Benchmark:
    """One published figure; `value` is in `unit`, shares as 0-1; `high` is the upper end where a band was published."""

    kpi_id: str
    category: str
    list: str
    value: float
    high: float | None
    unit: str
    source: str
    year: str
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
    factor = 0.01 if row["unit"] == "percent" else 1.0
    return Benchmark(
        kpi_id=row["kpi_id"],
        category=row["category"],
        list=row["list"],
        value=float(row["value"]) * factor,
        high=float(row["high"]) * factor if row["high"] else None,
        unit=row["unit"],
        source=row["source"],
        year=row["year"],
        country=row["country"],
        comparability=row["comparability"],
        note=row["note"],
    )


def of_kpi(kpi_id: str) -> Benchmark | None:
    """The figure to draw beside the KPI as a whole, None when there is none that may be compared."""
    found = (b for b in benchmarks() if b.kpi_id == kpi_id and not b.category)
    return next((b for b in found if b.comparability != "context_only"), None)


def context_of(kpi_id: str) -> tuple[Benchmark, ...]:
    """The figures about the KPI as a whole that are only context: to be told in words, never drawn, never a target."""
    found = (b for b in benchmarks() if b.kpi_id == kpi_id and not b.category)
    return tuple(b for b in found if b.comparability == "context_only")


def of_categories(kpi_id: str, version: str = "published") -> dict[str, Benchmark]:
    """Category -> figure, for one version (of `VERSIONS`) of the KPI's list; empty when there is none."""
    if version == RENORMALISED:
        figures = of_categories(kpi_id)
        shares = rescaled(figures)
        return {name: replace(figure, value=shares[name], list=version) for name, figure in figures.items()}
    return {b.category: b for b in benchmarks() if b.kpi_id == kpi_id and b.category and b.list == version}


def rescaled(figures: Mapping[str, Benchmark]) -> dict[str, float]:
    """The figures of one list divided by their sum, so that they add up to 1; empty stays empty."""
    total = sum(figure.value for figure in figures.values())
    return {category: figure.value / total for category, figure in figures.items()} if total else {}
