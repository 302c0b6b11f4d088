"""A small sample company, written once, and its tables as text, straight from the CSV files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard import sample

ReadTable = Callable[[str], pd.DataFrame]
INCIDENTS = 2_000


@pytest.fixture(scope="session")
def small_company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "company"
    sample.write(folder, incidents=INCIDENTS)
    return folder


@pytest.fixture(scope="session")
def read_table(small_company: Path) -> ReadTable:
    """Reads a table with every value as text, an empty cell as missing."""
    known: dict[str, pd.DataFrame] = {}

    def read(name: str) -> pd.DataFrame:
        if name not in known:
            path = small_company / f"{name}.csv"
            known[name] = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
        return known[name].copy()

    return read


@pytest.fixture(scope="session")
def truths(small_company: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((small_company / "truths.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def population(read_table: ReadTable) -> pd.DataFrame:
    """Complaints and critical incidents with times and ISO week, indexed by incident."""
    incidents = read_table("incidents")
    counted = incidents[incidents["kind"].isin(["complaint", "critical_incident"])].set_index("incident_id")
    counted["opened"] = pd.to_datetime(counted["opened_at"])
    counted["week"] = counted["opened"].dt.tz_convert("Europe/Budapest").dt.strftime("%G-W%V")
    return counted


@pytest.fixture(scope="session")
def events(read_table: ReadTable, population: pd.DataFrame) -> pd.DataFrame:
    """Events of the population, with the incident's opening, and their age in days."""
    found = read_table("incident_events")
    found["at"] = pd.to_datetime(found["event_at"])
    columns = ["opened", "week", "product"]
    found = found.merge(population[columns], left_on="incident_id", right_index=True)
    found["age"] = (found["at"] - found["opened"]).dt.total_seconds() / 86400
    return found
