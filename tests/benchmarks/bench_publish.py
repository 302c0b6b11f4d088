"""How quickly a company is published: load, marts and roll-ups against DuckDB's bare typed read of the same files.

The sample company, with losses, promises, surveys, spells and monthly accounts, and about six events an incident.
Each run is a process of its own, the two kinds take turns. `python -m tests.benchmarks.bench_publish bare|publish DIR`
is one run, `write DIR NUMBER` in place of them writes the files.
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

import click
import duckdb
from sqlglot import exp

from dashboard import sample
from dashboard.load.publish import load
from dashboard.load.request import LoadRequest
from dashboard.warehouse.reader import open_current
from tests.benchmarks import bench_kpis
from tests.benchmarks.measurement import Measurement

RUNS = 3
MILLION = 1_000_000
"""At so many incidents the goals hold; below, what every load costs weighs more. More would take hours to invent."""


def measure(sizes: Sequence[int]) -> Iterable[Measurement]:
    """Ratio of the medians, seconds, the highest memory, and the answers of what was published."""
    for incidents in (size for size in sizes if size <= MILLION):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "company"
            click.echo(f"Inventing {incidents:,} incidents …", err=True)
            _apart("write", folder, incidents)
            yield from _at(folder, incidents)
            yield from bench_kpis.answers(open_current(_warehouse(folder)), incidents)


def _at(folder: Path, incidents: int) -> Iterable[Measurement]:
    seconds: dict[str, list[float]] = {"bare": [], "publish": []}
    memory = []
    for number in range(RUNS):
        for kind in seconds:
            click.echo(f"Run {number + 1} of {RUNS}: {kind}, {incidents:,} incidents …", err=True)
            answer = json.loads(_apart(kind, folder))
            seconds[kind].append(float(answer["seconds"]))
            memory += [float(answer["gigabytes"])] if kind == "publish" else []
    size = sum(path.stat().st_size for path in folder.glob("*.csv")) / 1e9
    name = f"publish of {incidents:,} incidents, {size:.2f} GB, marts and roll-ups"
    took = {kind: median(runs) for kind, runs in seconds.items()}
    goals = incidents >= MILLION
    yield Measurement(
        f"{name} / bare read_csv",
        took["publish"] / took["bare"],
        "times",
        "at most" if goals else None,
        6 if goals else None,
        f"{took['publish']:.1f} s against {took['bare']:.1f} s",
    )
    yield Measurement(f"{name}: peak memory", max(memory), "GB", "at most" if goals else None, 4 if goals else None)


def _apart(kind: str, folder: Path, *more: int) -> str:
    command = [sys.executable, "-m", "tests.benchmarks.bench_publish", kind, str(folder), *map(str, more)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _warehouse(folder: Path) -> Path:
    return folder.parent / "warehouse"


def write(folder: Path, incidents: int) -> None:
    """Write the sample company without the office work and without most messages: about six events an incident.

    No event has a text: how quickly those are read is measured apart, in `bench_detect`.
    """
    sample.write(folder, incidents=incidents, weeks=104, seed=7, progress=_silent)
    events = folder / "incident_events.csv"
    whole = events.rename(folder.parent / "all_events.csv")
    with duckdb.connect() as con:
        con.execute("set preserve_insertion_order = false")
        con.execute(_THINNED, {"source": str(whole), "target": str(events)})
    whole.unlink()


_THINNED = """
copy (
    select * exclude (body) from read_csv($source, all_varchar = true)
    where event_type not in ('closed', 'assign', 'thanked', 'ack_auto', 'survey_sent')
        and (event_type <> 'message' or hash(event_id) % 6 = 0)
) to $target (format csv, header)
"""


def run(kind: str, folder: Path) -> dict[str, float]:
    """One run in this process: seconds, and the highest memory of the process in GB."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        start = time.perf_counter()
        if kind == "bare":
            _read(folder, Path(scratch))
        else:
            load(LoadRequest((folder,)), _warehouse(folder), _silent)
        seconds = time.perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    return {"seconds": seconds, "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9}


def _read(folder: Path, scratch: Path) -> None:
    with duckdb.connect(str(scratch / "read.duckdb")) as con:
        for path in sorted(folder.glob("*.csv")):
            source = exp.select("*").from_(exp.func("read_csv", exp.convert(str(path))))
            con.execute(exp.Create(this=exp.to_table(path.stem), kind="TABLE", expression=source).sql("duckdb"))


def _silent(_stage: str, _share: float | None) -> None:
    """No progress: a benchmark prints its own."""


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        click.echo(json.dumps(run(sys.argv[1], Path(sys.argv[2]))))
