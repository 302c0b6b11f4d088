import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.errors import AmendsError
from dashboard.load.lock import load_lock

HOLD = """
import sys
from pathlib import Path
from dashboard.load.lock import load_lock

with load_lock(Path(sys.argv[1]), lambda stage, fraction: None):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def silent(_stage: str, _fraction: float | None) -> None:
    pass


def test_who_comes_second_is_told_who_holds_it(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    told: list[str] = []
    with (
        pytest.raises(AmendsError, match=f"Another load is still running .*process {holder.pid} of"),
        load_lock(tmp_path, lambda stage, _fraction: told.append(stage), wait_seconds=0.2),
    ):
        pass
    assert len(told) == 1
    assert told[0].startswith(f"Waiting for another load to finish (process {holder.pid} of ")


def test_who_waits_gets_it_in_the_end(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    def let_go(_stage: str, _fraction: float | None) -> None:
        assert holder.stdin is not None
        holder.stdin.write("\n")
        holder.stdin.flush()

    with load_lock(tmp_path, let_go, wait_seconds=60):
        assert holder.wait(60) == 0


def test_a_killed_holder_blocks_nobody(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    before = time.monotonic()
    with load_lock(tmp_path, silent, wait_seconds=60):
        assert time.monotonic() - before < 30


def test_it_can_be_taken_again(tmp_path: Path) -> None:
    for _ in range(3):
        with load_lock(tmp_path, silent, wait_seconds=0):
            pass


def test_it_is_given_back_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), load_lock(tmp_path, silent):
        raise ZeroDivisionError
    with load_lock(tmp_path, silent, wait_seconds=0):
        pass
