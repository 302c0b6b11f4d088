"""Literal rows: written as CSV, loaded like any company's files, asked through the public interface."""

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple, Protocol

import pandas as pd

from dashboard.engine import measures, weeks
from dashboard.engine.filters import Filters
from dashboard.load.publish import load
from dashboard.load.request import LoadRequest
from dashboard.settings import DEFAULT_TIMEZONE
from dashboard.warehouse.reader import Warehouse, open_current

Row = dict[str, object]
Tables = Mapping[str, Sequence[Mapping[str, object]]]


class Publish(Protocol):
    """Publishes literal tables as of a UTC moment."""

    def __call__(self, tables: Tables, as_of: datetime, timezone: str = ...) -> Warehouse:
        """Publish and open the version."""


class Cell(NamedTuple):
    """What a KPI says of one week or slice."""

    numerator: float
    denominator: float
    cases: int
    unknown: int = 0
    immature: int = 0


def incident(incident_id: str, opened_at: datetime, **more: object) -> Row:
    """A complaint by email of a customer of its own."""
    return {
        "incident_id": incident_id,
        "opened_at": opened_at,
        "kind": "complaint",
        "channel": "email",
        "customer_id": f"c-{incident_id}",
    } | more


class Log:
    """Collects events and numbers them; times are UTC."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._numbers = count(1)

    def add(self, incident_id: str, at: datetime, event_type: str, actor_type: str = "agent", **more: object) -> str:
        """Add one event; the answer is its id."""
        event_id = f"e{next(self._numbers)}"
        self.rows.append(
            {
                "event_id": event_id,
                "incident_id": incident_id,
                "event_at": at,
                "event_type": event_type,
                "actor_type": actor_type,
            }
            | more
        )
        return event_id

    def customer(self, incident_id: str, at: datetime, **more: object) -> str:
        """The customer writes."""
        return self.add(incident_id, at, "message", "customer", **({"direction": "inbound"} | more))

    def reply(self, incident_id: str, at: datetime, **more: object) -> str:
        """An agent writes to the customer."""
        return self.add(incident_id, at, "message", "agent", **({"direction": "outbound"} | more))


def publish(folder: Path, tables: Tables, as_of: datetime, timezone: str = DEFAULT_TIMEZONE) -> Warehouse:
    """Write the tables as CSV files, load them as of this UTC moment, and open the version."""
    source = folder / "files"
    source.mkdir()
    for name, rows in tables.items():
        _write(source / f"{name}.csv", rows)
    load(LoadRequest((source,), timezone=timezone, as_of=as_of), folder / "warehouse", lambda _text, _share: None)
    return open_current(folder / "warehouse")


def _write(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows({column: _cell(value) for column, value in row.items()} for row in rows)


def _cell(value: object) -> object:
    return f"{value.isoformat()}Z" if isinstance(value, datetime) else value


def line(warehouse: Warehouse, kpi_id: str, week: str | None = None) -> pd.Series:
    """The KPI's row of one ISO week, or of all weeks together."""
    if week is None:
        frame = measures.measure(warehouse, kpi_id, by=("none",))
    else:
        monday = weeks.parse(week)
        frame = measures.measure(warehouse, kpi_id, Filters().between(monday, monday))
    assert len(frame) == 1
    return frame.iloc[0]


def cell(warehouse: Warehouse, kpi_id: str, week: str | None = None) -> Cell:
    """The counts of one ISO week, or of all weeks together."""
    found = line(warehouse, kpi_id, week)
    return Cell(*(found[name] for name in Cell._fields))


def numerators(warehouse: Warehouse, kpi_id: str, key: str = "incident_id") -> dict[str, float]:
    """The numerator of every counted case, by its id."""
    rows = measures.rows(warehouse, kpi_id)
    return dict(zip(rows[key], rows["numerator"], strict=True))
