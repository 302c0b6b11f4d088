"""SIGKILL to a real loading process: whatever the moment, the published version stays whole and the next load works."""

import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from dashboard import versions
from tests.load.publishing import count_incidents, kill, leftovers, load_now, stages, start, write_company

FIRST, SECOND = 30, 300
"""Incidents of the version in force and of the one that is being loaded."""


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with a published version, for copies."""
    place = tmp_path_factory.mktemp("published")
    load_now(write_company(place / "first", FIRST), place / "w")
    return place / "w"


@pytest.fixture
def warehouse(published_once: Path, tmp_path: Path) -> Path:
    """A warehouse with a published version."""
    return shutil.copytree(published_once, tmp_path / "w")


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the load that gets killed."""
    return write_company(tmp_path_factory.mktemp("second"), SECOND, text=200)


def check_whole(warehouse: Path, allowed: set[int]) -> None:
    """The version in force is readable to the last table, and it is one of those expected."""
    assert count_incidents(warehouse) in allowed


def check_next_load(warehouse: Path, source: Path) -> None:
    """The next load is not blocked, publishes, and clears what the killed one left."""
    result = load_now(source, warehouse)
    published = versions.published(warehouse)
    assert published is not None
    assert published.version == result.version == versions.all_versions(warehouse)[-1]
    assert count_incidents(warehouse) == SECOND
    assert leftovers(warehouse) == []


def test_killed_in_every_stage(second: Path, warehouse: Path, tmp_path: Path) -> None:
    process, told = start(second, tmp_path / "elsewhere")
    every_stage = list(stages(told))
    # Of "Reading a", "Reading b", ... the first and the last; all of them would take minutes.
    by_verb = {stage.partition(" ")[0]: stage for stage in reversed(every_stage)}
    wanted_stages = {*by_verb.values(), *{stage.partition(" ")[0]: stage for stage in every_stage}.values()}
    assert len(wanted_stages) > 5
    for wanted in dict.fromkeys(stage for stage in every_stage if stage in wanted_stages):
        before = count_incidents(warehouse)
        process, told = start(second, warehouse)
        assert wanted in stages(told)  # reads up to it, no further
        kill(process)
        went_on_to = {wanted, *stages(told)}  # on a busy machine it gets further before it dies
        check_whole(warehouse, {before, SECOND} if every_stage[-1] in went_on_to else {before})
    check_next_load(warehouse, second)


@pytest.mark.parametrize(
    ("moment", "is_published"),
    [
        ("new_version", False),
        ("sync_file done", False),
        ("point_at", False),
        ("point_at done", True),
        ("prune done", True),
    ],
)
def test_killed_between_two_steps_of_publishing(second: Path, warehouse: Path, moment: str, is_published: bool) -> None:
    process, told = start(second, warehouse, crash_at=moment)
    assert list(stages(told))
    process.join()
    assert process.exitcode == -signal.SIGKILL
    check_whole(warehouse, {SECOND if is_published else FIRST})
    check_next_load(warehouse, second)


def test_killed_at_random_moments(second: Path, warehouse: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    started = time.monotonic()
    load_now(second, warehouse.parent / "elsewhere")
    length = time.monotonic() - started
    for _ in range(3):
        process, told = start(second, warehouse)
        next(stages(told))
        time.sleep(chance.uniform(0, length))
        kill(process)
        check_whole(warehouse, {FIRST, SECOND})
    check_next_load(warehouse, second)


def test_killed_before_anything_was_published(second: Path, tmp_path: Path) -> None:
    process, told = start(second, tmp_path / "w", crash_at="point_at")
    assert list(stages(told))
    process.join()
    assert versions.published(tmp_path / "w") is None
    check_next_load(tmp_path / "w", second)
