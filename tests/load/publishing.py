"""What the publish tests share: small companies, loads in processes of their own, and what must hold after a crash."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from dashboard import versions
from dashboard.load.publish import load
from dashboard.load.request import LoadRequest
from dashboard.load.result import LoadResult
from dashboard.warehouse.reader import open_version

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
PATIENCE = 120.0
"""Seconds after which a process of a test is considered stuck."""


def write_company(folder: Path, incidents: int, *, text: int = 20) -> Path:
    """Write incidents and their events; `text` is the length of each message, to make the data large."""
    folder.mkdir(parents=True, exist_ok=True)
    opened = [START + timedelta(hours=number) for number in range(incidents)]
    lines = [f"i{number},{moment:%FT%TZ},c{number % 50},t{number % 3}" for number, moment in enumerate(opened)]
    _write(folder / "incidents.csv", "incident_id,opened_at,customer_id,team_id", lines)
    lines = [
        f"e{number},i{number},{moment:%FT%TZ},message,agent,{os.urandom(text // 2).hex()}"
        for number, moment in enumerate(opened)
    ]
    _write(folder / "incident_events.csv", "event_id,incident_id,event_at,event_type,actor_type,body", lines)
    return folder


def _write(path: Path, heading: str, lines: list[str]) -> None:
    path.write_text("\n".join([heading, *lines, ""]), encoding="utf-8")


def load_now(source: Path, warehouse: Path, *, append: bool = False) -> LoadResult:
    """Load in this process, without telling anybody."""
    return load(LoadRequest((source,), append=append), warehouse, lambda _stage, _fraction: None)


def loading(source: Path, warehouse: Path, told: Connection, crash_at: str | None = None) -> None:
    """Load in a child process, sending every new stage; with `crash_at` kill it where that function is called."""
    if crash_at:
        _kill_itself_at(crash_at)
    load(LoadRequest((source,)), warehouse, lambda stage, _fraction: told.send(stage))
    told.close()


def _kill_itself_at(name: str) -> None:
    place, _, moment = name.partition(" ")
    original: Callable[..., object] = getattr(versions, place)

    def dying(*arguments: object) -> None:
        if moment == "done":
            original(*arguments)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(versions, place, dying)


def start(source: Path, warehouse: Path, crash_at: str | None = None) -> tuple[BaseProcess, Connection]:
    """Start a load in a real process of its own; the connection brings the stages, then ends."""
    if sys.platform == "win32":
        return _started(multiprocessing.get_context("spawn"), source, warehouse, crash_at)
    # A fork server has the imports and the statements ready, so that a test can afford dozens of processes.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.load.warmed_up"])
    return _started(context, source, warehouse, crash_at)


def _started(
    context: SpawnContext | ForkServerContext, source: Path, warehouse: Path, crash_at: str | None
) -> tuple[BaseProcess, Connection]:
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=loading, args=(source, warehouse, sender, crash_at), daemon=True)
    process.start()
    sender.close()
    return process, receiver


def stages(told: Connection) -> Iterator[str]:
    """Yield the stages that the process tells of until it has ended."""
    while True:
        if not told.poll(PATIENCE):
            raise TimeoutError("the load says nothing")
        try:
            yield told.recv()
        except EOFError:
            return


def kill(process: BaseProcess) -> None:
    """Kill the process as hard as the system can, and wait until it is gone."""
    process.kill()
    process.join(PATIENCE)


def count_incidents(warehouse: Path) -> int:
    """Read the version in force as every reader does: pointer, file, marts. Fails when anything of it is not whole."""
    published = versions.published(warehouse)
    assert published is not None
    opened = open_version(published)
    assert opened.version.version == published.version
    canonical = opened.table("select count(*) as n from canonical.incidents").to_pylist()[0]["n"]
    visible = opened.table("select count(*) as n from visible_incidents").to_pylist()[0]["n"]
    assert canonical == visible
    return int(canonical)


def leftovers(warehouse: Path) -> list[str]:
    """Names in the folder that belong to no published version."""
    kept = set(versions.all_versions(warehouse))
    known = {"current.json", "load.lock", "load.lock.json"}
    known |= {versions.version_file(warehouse, version).name for version in kept}
    known |= {versions.rejects_file(warehouse, version).name for version in kept}
    return sorted(path.name for path in warehouse.iterdir() if path.name not in known)
