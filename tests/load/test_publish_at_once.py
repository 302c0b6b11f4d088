"""Several processes on one warehouse: loads wait for one another, readers notice nothing."""

import multiprocessing
import time
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

from dashboard import versions
from dashboard.settings import KEEP_VERSIONS
from tests.load.publishing import PATIENCE, count_incidents, leftovers, load_now, stages, start, write_company


def test_two_loads_publish_one_after_the_other(tmp_path: Path) -> None:
    source = write_company(tmp_path / "company", 200)
    loads = [start(source, tmp_path / "w") for _ in range(2)]
    told = [list(stages(connection)) for _process, connection in loads]
    for process, _connection in loads:
        process.join(PATIENCE)
        assert process.exitcode == 0
    waited = [any(stage.startswith("Waiting for another load") for stage in heard) for heard in told]
    assert sum(waited) == 1
    published = versions.published(tmp_path / "w")
    assert published is not None
    kept = versions.all_versions(tmp_path / "w")
    assert len(kept) == 2
    assert published.version == kept[-1]
    assert count_incidents(tmp_path / "w") == 200
    assert leftovers(tmp_path / "w") == []


def read_until(warehouse: Path, stop: Event, answer: Connection) -> None:
    """Follow the pointer and read, again and again; answer with the counts seen, or with what went wrong."""
    seen: dict[int, int] = {}
    try:
        while not stop.is_set():
            count = count_incidents(warehouse)
            seen[count] = seen.get(count, 0) + 1
            time.sleep(0.05)  # leaves the loads a share of the machine
    except BaseException as error:
        answer.send(repr(error))
        raise
    answer.send(seen)


def test_a_reader_never_fails_while_versions_are_published_and_pruned(tmp_path: Path) -> None:
    warehouse, count = tmp_path / "w", KEEP_VERSIONS + 2
    load_now(write_company(tmp_path / "c0", 20), warehouse)
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    stop = context.Event()
    reader = context.Process(target=read_until, args=(warehouse, stop, sender), daemon=True)
    reader.start()
    for number in range(1, count):
        load_now(write_company(tmp_path / f"c{number}", 20 + number), warehouse)
    stop.set()
    assert receiver.poll(PATIENCE)
    seen = receiver.recv()
    reader.join(PATIENCE)
    assert isinstance(seen, dict), seen
    assert set(seen) <= set(range(20, 20 + count))
    assert len(seen) > 3
