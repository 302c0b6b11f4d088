"""How quickly and in how much memory cases become a file, against DuckDB's own COPY of the same rows.

Each run is a process of its own and the two kinds take turns. Memory is what is needed beyond the opened warehouse.
`python -m tests.benchmarks.bench_export copy|export|publish FORM WAREHOUSE ROWS` is one run.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

import click
import duckdb
import psutil  # type: ignore[import-untyped]
import sqlglot

from dashboard.engine import measures
from dashboard.engine.filters import Filters
from dashboard.exports import cases, files
from dashboard.warehouse.reader import Warehouse, open_current
from tests import company
from tests.benchmarks.measurement import Measurement

RUNS = 3
INCIDENTS = 5_250_000
"""Incidents that make five million cases."""
MILLIONS = 5_000_000
"""From so many cases on the goals hold."""
SHEET = 200_000
MEMORY = 300
"""MB that an export may need, however many rows it has."""
_KPI = "apology_rate"
_STATES = ("counted", "unknown", "immature")


def measure(sizes: Sequence[int]) -> Iterable[Measurement]:
    """Speed as a share of COPY's, and extra memory, of CSV and Parquet; memory of Excel."""
    incidents = min(max(sizes), INCIDENTS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        click.echo(f"Publishing {incidents:,} incidents …", err=True)
        count = int(_apart("publish", "", folder, incidents)["rows"])
        for form in ("csv", "parquet"):
            yield from _against_copy(form, folder, count)
        rows = min(SHEET, count)
        megabytes = _apart("export", "xlsx", folder, rows)["megabytes"]
        yield Measurement(f"{rows:,} rows to Excel: extra memory", megabytes, "MB", "at most", MEMORY)


def _against_copy(form: str, folder: Path, count: int) -> Iterable[Measurement]:
    runs: dict[str, list[tuple[float, float]]] = {"copy": [], "export": []}
    for number in range(RUNS):
        for kind, found in runs.items():
            click.echo(f"Run {number + 1} of {RUNS}: {kind} to {form}, {count:,} rows …", err=True)
            answer = _apart(kind, form, folder, count)
            found.append((answer["seconds"], answer["megabytes"]))
    seconds = {kind: median(one for one, _ in found) for kind, found in runs.items()}
    memory = {kind: max(more for _, more in found) for kind, found in runs.items()}
    name = f"{count:,} rows to {form}"
    note = f"{seconds['export']:.1f} s against {seconds['copy']:.1f} s"
    speed = Measurement(f"{name}: speed / COPY", seconds["copy"] / seconds["export"], "times", note=note)
    extra = Measurement(f"{name}: extra memory", memory["export"], "MB", note=f"COPY: {memory['copy']:.0f} MB")
    is_held = count >= MILLIONS
    yield replace(speed, goal="at least", limit=0.7) if is_held else speed
    yield replace(extra, goal="at most", limit=MEMORY) if is_held else extra


def _apart(kind: str, form: str, folder: Path, rows: int) -> dict[str, float]:
    """One run in a process of its own; also the publishing, or its memory would count for every child."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_export", kind, form, str(folder), str(rows)]
    answer: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer


def run(kind: str, form: str, folder: Path, rows: int) -> dict[str, float]:
    """One run in this process: seconds and MB, or the cases published."""
    if kind == "publish":
        company.publish(folder, rows, kpi_ids=(_KPI,))
        return {"rows": cases.export(open_current(folder), _KPI, Filters(), _STATES).about.rows}
    warehouse = open_current(folder)
    warehouse.table("select count(*) from incident_facts")
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / f"rows.{form}"
        before, start = psutil.Process().memory_info().rss, time.perf_counter()
        if kind == "copy":
            _copy(warehouse, form, out)
        else:
            _export(warehouse, form, out, rows)
        seconds = time.perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return {"seconds": seconds, "megabytes": (peak - before) / 1e6}


def _copy(warehouse: Warehouse, form: str, out: Path) -> None:
    """What anybody would write: the same select, copied as it is."""
    _, select = measures.rows_statement(warehouse, _KPI, Filters(), _STATES, None)
    select.set("order", None)
    statement = sqlglot.parse_one(f"copy (select 1) to '{out}' (format {form})", read="duckdb")
    statement.set("this", select.subquery())
    with duckdb.connect(str(warehouse.path), read_only=True) as con:
        con.execute(statement.sql("duckdb"))


def _export(warehouse: Warehouse, form: str, out: Path, rows: int) -> None:
    export = cases.export(warehouse, _KPI, Filters(), _STATES)
    if rows < export.about.rows:
        export = replace(export, rows=export.rows.first(rows))
    files.write(export, form, out)


if __name__ == "__main__":
    click.echo(json.dumps(run(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))))
