import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.warehouse.reader import open_current
from tests.commands.conftest import Run


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def is_healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def serving(port: int, warehouse: Path) -> Iterator[list[str]]:
    """A real server, once it answers; in the end it is told to stop. The list then holds what it said on stderr."""
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port), "--warehouse", str(warehouse)]
    said: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            deadline = time.monotonic() + 300
            while not is_healthy(port):
                assert process.poll() is None, process.communicate()
                assert time.monotonic() < deadline, "the server does not answer"
                time.sleep(0.1)
            yield said
        finally:
            process.terminate()
            said.append(process.communicate(timeout=60)[1])


def test_it_serves_until_it_is_stopped(warehouse: Path) -> None:
    port = free_port()
    with serving(port, warehouse):
        assert is_healthy(port)
    assert not is_healthy(port)


def test_the_first_start_builds_the_sample_company(tmp_path: Path) -> None:
    with serving(free_port(), tmp_path / "w") as said:
        assert open_current(tmp_path / "w").version.is_sample
    assert "Building an invented sample company" in said[0]
    assert "Traceback" not in said[0]


def test_a_busy_port_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        done = run("serve", "--port", str(port), "--warehouse", tmp_path / "w")
    assert done.code == 1
    assert f"Port {port} on 127.0.0.1 is taken by another program" in done.err
    assert not (tmp_path / "w").exists()


@pytest.mark.parametrize(
    ("host", "words"), [("no.such.host.invalid", "no address called"), ("192.0.2.1", "cannot be used")]
)
def test_an_address_that_is_not_ours_is_refused_in_words(run: Run, tmp_path: Path, host: str, words: str) -> None:
    done = run("serve", "--host", host, "--port", str(free_port()), "--warehouse", tmp_path / "w")
    assert done.code == 1
    assert words in done.err
