"""What a column of an export means, and which columns hold personal data."""

from collections.abc import Iterable, Mapping
from functools import cache

import yaml

from dashboard import contracts
from dashboard.engine.kpis import Kpi
from dashboard.presentation import names
from dashboard.settings import DATA

Column = tuple[str, str]
"""A column's name and what it means."""


@cache
def _known() -> Mapping[str, str]:
    """Column -> its meaning: of data/columns.yml, else of the first canonical table that has the column."""
    canonical = {
        name: column.description
        for table in reversed(tuple(contracts.tables().values()))
        for name, column in table.columns.items()
    }
    own: dict[str, str] = yaml.safe_load((DATA / "columns.yml").read_text(encoding="utf-8"))
    return canonical | own


@cache
def _by_heading() -> Mapping[str, str]:
    return {names.heading(name): name for name in _known()}


def of_cases(kpi: Kpi, columns: Iterable[str]) -> tuple[Column, ...]:
    """The columns of the cases behind a KPI with their meaning; numerator and denominator are the KPI's own words."""
    special = {"numerator": kpi.numerator, "denominator": kpi.denominator}
    return tuple((name, special.get(name) or _known().get(name) or names.heading(name)) for name in columns)


def of_table(columns: Iterable[str], told: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns of a table on a page; `told` holds what the page itself says of a column."""
    return tuple((name, told.get(name) or _of_heading(name)) for name in columns)


def _of_heading(heading: str) -> str:
    name = heading if heading in _known() else _by_heading().get(heading, "")
    return _known().get(name, f"{heading}, as the page shows it")


@cache
def personal_columns() -> frozenset[str]:
    """The columns of the data model that hold personal data."""
    return frozenset(
        column.name for table in contracts.tables().values() for column in table.columns.values() if column.pii
    )
