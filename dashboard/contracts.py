"""The canonical data model (`data/model.yml`) and the closed code lists (`data/code_lists/`) as frozen objects.

One place says which tables and columns exist, of which type, and what filling them adds. The loader, `doctor`, the Data
page, the documentation and the tests read it from here.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

import yaml

from dashboard.settings import DATA

Type = Literal["id", "text", "enum", "bool", "int", "decimal", "float", "date", "month", "timestamp"]

_DUCKDB_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "id": "VARCHAR",
        "text": "VARCHAR",
        "enum": "VARCHAR",
        "bool": "BOOLEAN",
        "int": "BIGINT",
        "decimal": "DECIMAL(18,2)",
        "float": "DOUBLE",
        "date": "DATE",
        "month": "DATE",
        "timestamp": "TIMESTAMP",
    }
)

CHECK = "check: "
"""Begins the rule of a warning that comes from `queries/checks` and is found anew at each load."""


@dataclass(frozen=True)
class Column:
    """One canonical column; `minimum` and `maximum` are limits outside which a row is rejected."""

    name: str
    type: Type
    description: str
    required: bool = False
    unit: str | None = None
    list: str | None = None
    pii: bool = False
    default: str | None = None
    references: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    may_be_future: bool = False
    unlocks: str | None = None

    @property
    def raw_name(self) -> str:
        """The extra column that keeps the unmapped text of an enum."""
        return f"{self.name}_raw"

    @property
    def is_time(self) -> bool:
        """Whether the column holds a day or a moment."""
        return self.type in ("date", "month", "timestamp")


@dataclass(frozen=True)
class Table:
    """One canonical table; `newest_by` decides between rows of the same key, without it the last row read wins."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: Mapping[str, Column] = field(repr=False)
    newest_by: str | None = None

    @property
    def required(self) -> tuple[str, ...]:
        """The columns that a file of this table must have, in the model's order."""
        return tuple(column.name for column in self.columns.values() if column.required)

    @property
    def stored(self) -> Mapping[str, str]:
        """Every column of the stored table with its DuckDB type; enums are followed by their `_raw` column."""
        types: dict[str, str] = {}
        for column in self.columns.values():
            types[column.name] = duckdb_type(column)
            if column.type == "enum":
                types[column.raw_name] = "VARCHAR"
        return types


@dataclass(frozen=True)
class Code:
    """One code of a closed list, with its labels by language (en, hu, pl, ka)."""

    list: str
    code: str
    labels: Mapping[str, str]
    seed_ref: str | None
    sort: int
    active: bool


@dataclass(frozen=True)
class Need:
    """A column that must be filled, with one certain value of it where `value` is given."""

    table: str
    column: str
    value: str | None = None


@dataclass(frozen=True)
class Tier:
    """One step of the degrade ladder: reached when every need of one of the alternatives is filled."""

    name: str
    alternatives: tuple[tuple[Need, ...], ...]
    unlocks: str


@cache
def tables() -> Mapping[str, Table]:
    """Every canonical table by name, in the order of the model."""
    found = {name: _table(name, spec) for name, spec in _model()["tables"].items()}
    return MappingProxyType(found)


@cache
def tiers() -> tuple[Tier, ...]:
    """The degrade ladder T0 to T9, lowest first."""
    return tuple(
        Tier(name, tuple(tuple(_need(need) for need in group) for group in spec["needs"]), spec["unlocks"])
        for name, spec in _model()["tiers"].items()
    )


def duckdb_type(column: Column) -> str:
    """The DuckDB type in which the column is stored."""
    return _DUCKDB_TYPES[column.type]


@cache
def code_lists() -> Mapping[str, tuple[Code, ...]]:
    """Every closed list by name, its codes in their order."""
    with (DATA / "code_lists" / "code_lists.csv").open(encoding="utf-8", newline="") as file:
        codes = [_code(row) for row in csv.DictReader(file)]
    names = dict.fromkeys(code.list for code in codes)
    return MappingProxyType({name: _in_order(code for code in codes if code.list == name) for name in names})


def code_list(name: str) -> tuple[Code, ...]:
    """The codes of one closed list in their order; KeyError when there is no such list."""
    return code_lists()[name]


@cache
def _model() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DATA / "model.yml").read_text(encoding="utf-8"))
    return loaded


def _table(name: str, spec: Mapping[str, Any]) -> Table:
    key = tuple(spec["key"])
    columns = {column: _column(column, values, key) for column, values in spec["columns"].items()}
    return Table(name, spec["description"], key, MappingProxyType(columns), spec.get("newest_by"))


def _column(name: str, values: Mapping[str, Any], key: tuple[str, ...]) -> Column:
    return Column(name=name, **{**values, "required": name in key or bool(values.get("required"))})


def _need(text: str) -> Need:
    place, _, value = text.partition("=")
    table, column = place.split(".")
    return Need(table, column, value or None)


def _code(row: Mapping[str, str]) -> Code:
    labels = {language: row[f"label_{language}"] for language in ("en", "hu", "pl", "ka")}
    return Code(
        list=row["list"],
        code=row["code"],
        labels=MappingProxyType(labels),
        seed_ref=row["seed_ref"] or None,
        sort=int(row["sort"]),
        active=row["active"] == "true",
    )


def _in_order(codes: Iterable[Code]) -> tuple[Code, ...]:
    return tuple(sorted(codes, key=lambda code: code.sort))
