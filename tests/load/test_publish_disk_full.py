"""A disk that is really full: a small file system where the tests may mount one, and a limit on the size of files."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.errors import AmendsError
from tests.load.publishing import count_incidents, leftovers, load_now, write_company

INCIDENTS, TEXT = 15_000, 8_000
"""About 120 MB of messages, half as much when compressed."""

LIMIT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))
from dashboard.commands.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of 80 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=80m", "tmpfs", str(place)]
    if sys.platform != "linux" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("mounting a small file system needs root on Linux with the right to mount")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_leaves_the_published_version(small_disk: Path, tmp_path: Path) -> None:
    warehouse = small_disk / "w"
    load_now(write_company(tmp_path / "small", 30), warehouse)
    large = write_company(tmp_path / "large", INCIDENTS, text=TEXT)
    with pytest.raises(AmendsError, match=r"disk of .* is full.* Nothing was published"):
        load_now(large, warehouse)
    assert count_incidents(warehouse) == 30
    assert leftovers(warehouse) == []
    load_now(write_company(tmp_path / "small", 31), warehouse)
    assert count_incidents(warehouse) == 31


def test_a_disk_that_was_full_from_the_start(small_disk: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        (small_disk / "ballast").write_bytes(bytes(90_000_000))
    with pytest.raises(AmendsError, match="is full"):
        load_now(write_company(tmp_path / "small", 30), small_disk / "w")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit on file size")
def test_a_file_that_may_not_grow_is_refused_in_words(tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    load_now(write_company(tmp_path / "small", 30), warehouse)
    large = write_company(tmp_path / "large", INCIDENTS, text=TEXT)
    command = [sys.executable, "-c", LIMIT, "load", str(large), "--warehouse", str(warehouse)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"Error: The disk of {warehouse} is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert count_incidents(warehouse) == 30
    assert leftovers(warehouse) == []
