"""Starts a real dashboard on a free port and stops it again."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "dashboard" / "app.py"
START_SECONDS = 90


class Serving:
    """Runs the dashboard over a warehouse for the length of a `with` block; the answer is its address."""

    def __init__(
        self, warehouse: Path, log: Path, script: Path = APP, environment: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.script, self.log = script, log
        self.environment = {**os.environ, "AMENDS_WAREHOUSE": str(warehouse), **environment}

    def __enter__(self) -> str:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "streamlit", "run", str(self.script), "--server.port", str(port)]
        command += ["--server.address", "127.0.0.1"]
        self.output = self.log.open("wb")
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=self.output, stderr=subprocess.STDOUT
        )
        address = f"http://127.0.0.1:{port}"
        try:
            wait_until_up(address, self.process)
        except BaseException:
            self.__exit__()
            raise
        return address

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        self.output.close()


def wait_until_up(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the server answers; fail when it stopped or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2) as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the dashboard did not start")
