"""How quickly a CSV file of incidents is loaded: all casts, checks and counts against DuckDB's bare typed read.

Each run is a process of its own, the two kinds take turns, and the file is read once beforehand so that both find it in
the cache of the system. `python -m tests.benchmarks.bench_load bare|load FILE` is one run, `write FILE NUMBER` in place
of them writes the file.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import click
import duckdb

from dashboard.load.build import build
from dashboard.load.publish import MEMORY_LIMIT
from dashboard.load.request import LoadRequest
from tests.benchmarks.measurement import Measurement

RUNS = 3
MILLIONS = 10_000_000
"""From so many incidents on the goals hold; below, what every load costs weighs more than the file."""

_COLUMNS = 12


def measure(sizes: Sequence[int]) -> Iterable[Measurement]:
    """Ratio of the medians, seconds and the highest memory of a load."""
    for incidents in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "incidents.csv"
            _apart("write", path, incidents)
            yield from _at(path, incidents)


def write_incidents(path: Path, incidents: int) -> None:
    """Write incidents with 12 filled columns, about 100 bytes each."""
    with duckdb.connect() as con:
        con.execute(_INCIDENTS, {"incidents": incidents})
        con.execute("copy made_incidents to $path (format csv, header)", {"path": str(path)})


_INCIDENTS = """
create temp table made_incidents as
select 'INC' || lpad(number::varchar, 8, '0') as incident_id,
  strftime(timestamp '2023-01-01' + to_seconds(number * 6), '%Y-%m-%dT%H:%M:%SZ') as opened_at,
  'C' || (hash(number) % 400000)::varchar as customer_id,
  ['complaint', 'question', 'request', 'feedback'][1 + (hash(number + 1) % 4)::int] as kind,
  ['phone', 'email', 'chat', 'web'][1 + (hash(number + 2) % 4)::int] as channel,
  'Product ' || (hash(number + 3) % 12) as product,
  1 + hash(number + 4) % 4 as severity,
  ['mis_sold', 'delivery_slip', 'other', 'unknown'][1 + (hash(number + 5) % 4)::int] as cause_code,
  'T' || (hash(number + 6) % 12) as team_id,
  'A' || (hash(number + 7) % 240) as agent_id,
  ['en', 'hu', 'pl', 'ka'][1 + (hash(number + 8) % 4)::int] as language,
  case when hash(number + 9) % 10 < 8
    then strftime(timestamp '2023-01-03' + to_seconds(number * 6), '%Y-%m-%dT%H:%M:%SZ') end as resolved_at
from range($incidents) as numbers(number)
"""


def _at(path: Path, incidents: int) -> Iterable[Measurement]:
    _warm(path)
    seconds: dict[str, list[float]] = {"bare": [], "load": []}
    memory = []
    for number in range(RUNS):
        for kind in seconds:
            click.echo(f"Run {number + 1} of {RUNS}: {kind}, {incidents:,} incidents …", err=True)
            took, peak = _run_apart(kind, path)
            seconds[kind].append(took)
            memory += [peak] if kind == "load" else []
    name = f"load of {incidents:,} incidents, {_COLUMNS} columns, {path.stat().st_size / 1e9:.2f} GB"
    ratio = median(seconds["load"]) / median(seconds["bare"])
    note = f"{median(seconds['load']):.1f} s against {median(seconds['bare']):.1f} s"
    if incidents >= MILLIONS:
        yield Measurement(f"{name} / bare read_csv", ratio, "times", "at most", 2.2, note)
        yield Measurement(f"{name}: peak memory", max(memory), "GB", "at most", 2)
    else:
        yield Measurement(f"{name} / bare read_csv", ratio, "times", note=note)
        yield Measurement(f"{name}: peak memory", max(memory), "GB")


def _warm(path: Path) -> None:
    with path.open("rb") as file:
        while file.read(1 << 24):
            pass


def _run_apart(kind: str, path: Path) -> tuple[float, float]:
    answer = json.loads(_apart(kind, path))
    return float(answer["seconds"]), float(answer["gigabytes"])


def _apart(kind: str, path: Path, *more: int) -> str:
    """What another process prints; also the file is written there, or its memory would count for every child."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_load", kind, str(path), *map(str, more)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def run(kind: str, path: Path) -> dict[str, float]:
    """One run in this process: seconds, and the highest memory of the process in GB."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        config: dict[str, Any] = {"memory_limit": MEMORY_LIMIT, "temp_directory": str(Path(folder) / "spill")}
        with duckdb.connect(str(Path(folder) / "built.duckdb"), config=config) as con:
            start = time.perf_counter()
            if kind == "bare":
                con.execute("create table incidents as select * from read_csv($path)", {"path": str(path)})
            else:
                build(con, LoadRequest((path,)), None, Path(folder) / "rejects.csv", lambda _stage, _share: None)
            seconds = time.perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    return {"seconds": seconds, "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9}


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write_incidents(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        click.echo(json.dumps(run(sys.argv[1], Path(sys.argv[2]))))
