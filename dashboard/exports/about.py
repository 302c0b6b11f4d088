"""What an export says of itself, so that whoever gets the file can read it, check it and make it again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Self

from sqlglot import exp

from dashboard import __version__
from dashboard.engine.kpis import Kpi
from dashboard.exports.meanings import Column
from dashboard.warehouse.reader import Version, Warehouse

SAMPLE = "Sample company, invented data"


@dataclass(frozen=True)
class About:
    """Everything that an export tells beside its rows; `settings` are those in force."""

    title: str
    version: Version
    rows: int
    filters: str
    weeks: str
    columns: tuple[Column, ...]
    kpis: tuple[Kpi, ...] = ()
    sql: tuple[str, ...] = ()
    link: str | None = None
    command: str | None = None
    settings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[str, ...] = ()

    def noting(self, *notes: str) -> Self:
        """The same with more notes."""
        return replace(self, notes=(*self.notes, *notes))

    def document(self) -> dict[str, object]:
        """As plain values, for JSON; the same question gives the same document."""
        version = self.version
        return {
            "title": self.title,
            "sample": SAMPLE if version.is_sample else None,
            "rows": self.rows,
            "filters": self.filters,
            "weeks": self.weeks,
            "time_zone": version.timezone,
            "data_as_of": f"{version.as_of.isoformat()}Z",
            "data_version": version.version,
            "currency": version.currency,
            "definitions": [_definition(kpi) for kpi in self.kpis],
            "columns": [{"name": name, "meaning": meaning} for name, meaning in self.columns],
            "settings": dict(self.settings),
            "notes": list(self.notes),
            "link": self.link,
            "command": self.command,
            "sql": list(self.sql),
            "made_by": f"Amends {__version__}",
        }

    def json(self) -> str:
        """The document as JSON text."""
        return json.dumps(self.document(), ensure_ascii=False, indent=2)

    def lines(self) -> list[tuple[str, str]]:
        """The document as pairs of a heading and a text, for a sheet."""
        found = [(name, value) for name, value in self.document().items() if isinstance(value, str | int)]
        told = [(_words(name), str(value)) for name, value in found if name != "made_by"]
        told += [("Note", note) for note in self.notes]
        told += [("Setting in force", f"{name}: {value}") for name, value in self.settings.items()]
        told += [pair for kpi in self.kpis for pair in _definition_lines(kpi)]
        told += [(f"Column {name}", meaning) for name, meaning in self.columns]
        told += [("SQL as run", text) for text in self.sql]
        return [*told, ("Made by", f"Amends {__version__}")]


def settings_of(warehouse: Warehouse) -> Mapping[str, str]:
    """The settings of the company that are in force in a version."""
    rows = warehouse.with_marts(["current_settings"]) if not warehouse.has_rollups else warehouse
    found = rows.table(exp.select("key", "value").from_("current_settings").order_by("key")).to_pylist()
    return MappingProxyType({row["key"]: str(row["value"]) for row in found})


def version_of(kpi: Kpi) -> str:
    """The version of a KPI's definition: changes with every change of its file."""
    return hashlib.sha256(kpi.sql.encode()).hexdigest()[:12]


def _definition(kpi: Kpi) -> dict[str, object]:
    return {
        "id": kpi.id,
        "label": kpi.label,
        "question": kpi.question,
        "unit": kpi.unit,
        "numerator": kpi.numerator,
        "denominator": kpi.denominator,
        "not_in_it": kpi.excluded,
        "beware": kpi.traps,
        "clock": kpi.clock,
        "horizon_days": kpi.horizon_days,
        "definition_version": version_of(kpi),
        "file": kpi.sql_file,
    }


def _definition_lines(kpi: Kpi) -> list[tuple[str, str]]:
    label = f"Definition of {kpi.label}"
    return [(label, kpi.definition), ("Beware", kpi.traps), ("Definition version", f"{kpi.id} {version_of(kpi)}")]


def _words(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]
