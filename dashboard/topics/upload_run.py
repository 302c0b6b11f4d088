"""A load that somebody started in the browser: `load` in a process of its own, its progress, and what came of it."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.settings import ROOT
from dashboard.state.place import VARIABLE, read_url, state_url
from dashboard.topics.upload_columns import Way
from dashboard.topics.upload_files import Folder

_RESULT = ".result.json"

DIRECTIONS: Mapping[str, str] = {
    "--dates": "Say the order of day and month under “If the files do not tell”.",
    "--encoding": "Say the encoding under “If the files do not tell”.",
    "--as-of": "Answer with the day up to which the data count.",
    "--mapping": "Choose “A ticket list” above and say what the columns are.",
}
"""Where the page asks for what the command has an option for."""


@dataclass(frozen=True)
class Order:
    """What to load and what somebody said about it; None and empty texts are left to the files."""

    way: Way
    append: bool
    timezone: str
    as_of: date | None = None
    dates: str | None = None
    encoding: str = ""

    def arguments(self, warehouse: Path) -> list[str]:
        """The command line of this load; the files by name, as seen from their folder."""
        said = {
            "--mapping": self.way.mapping,
            "--as-of": self.as_of.isoformat() if self.as_of else None,
            "--dates": self.dates,
            "--encoding": self.encoding.strip(),
        }
        options = [word for name, value in said.items() if value for word in (name, value)]
        return [
            *("load", "--format", "json", "--progress-lines", "--yes", "--timezone", self.timezone),
            *("--warehouse", str(warehouse.absolute()), *(["--append"] if self.append else []), *options),
            *("--", *(path.name for path in self.way.paths)),
        ]


@dataclass(frozen=True)
class Outcome:
    """What a load ended with: the object that `load --format json` prints, or why nothing was loaded, in words."""

    result: Mapping[str, Any] | None
    error: str | None

    @property
    def direction(self) -> str | None:
        """Where on the page to say what the load lacks."""
        return next((words for option, words in DIRECTIONS.items() if option in (self.error or "")), None)


class Running:
    """A load on its way. `stage` and `fraction` (0-1, None when it cannot be known) may be read at any time."""

    def __init__(self, order: Order, folder: Folder, warehouse: Path) -> None:
        """Start the load; the folder of the files is removed when it ends, whoever waits for it."""
        self.stage, self.fraction = "Starting", None
        self.outcome: Outcome | None = None
        self._began = time.monotonic()
        self._folder = folder
        self._was_stopped = False
        self._process = _start(order, folder.path, warehouse)
        threading.Thread(target=self._follow, daemon=True).start()

    @property
    def seconds(self) -> float:
        """How long it has been running."""
        return time.monotonic() - self._began

    def stop(self) -> None:
        """End the load; what is published stays as it is."""
        self._was_stopped = True
        with contextlib.suppress(ProcessLookupError):
            if os.name == "nt":
                self._process.terminate()
            else:  # with the processes that read messages
                os.killpg(self._process.pid, signal.SIGTERM)

    def _follow(self) -> None:
        with self._process as process:
            said = [line for line in process.stderr or () if not self._is_progress(line)]
            code = process.wait()
        self.outcome = self._ended(code, said)
        self._folder.remove()

    def _is_progress(self, line: str) -> bool:
        try:
            told = json.loads(line)
            self.stage, self.fraction = told["stage"], told["fraction"]
        except (ValueError, TypeError, KeyError):
            return False
        return True

    def _ended(self, code: int, said: list[str]) -> Outcome:
        if code == 0:
            text = (self._folder.path / _RESULT).read_text(encoding="utf-8")
            return Outcome(json.loads(text), None)
        if self._was_stopped:
            return Outcome(None, "The load was stopped. What was published before is unchanged.")
        words = " ".join(line.strip() for line in said).removeprefix("Error: ")
        return Outcome(None, words or "The load ended without a word. What was published before is unchanged.")


def _start(order: Order, folder: Path, warehouse: Path) -> "subprocess.Popen[str]":
    # -P: what somebody hands over lies in the folder where the command runs, and is no program.
    command = [sys.executable, "-P", "-m", "dashboard", *order.arguments(warehouse)]
    own = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", VARIABLE: _state_link(warehouse)}
    with (folder / _RESULT).open("wb") as result:
        return subprocess.Popen(  # noqa: S603 - our own command; names of files come after `--`
            command,
            cwd=folder,
            env={**os.environ, **own},
            stdin=subprocess.DEVNULL,
            stdout=result,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=os.name != "nt",
        )


def _state_link(warehouse: Path) -> str:
    """The database of what people write; a file is named in full, because the command runs in another folder."""
    url = read_url(state_url(warehouse))
    if url.get_backend_name() != "sqlite":
        return state_url(warehouse)
    return url.set(drivername="sqlite", database=str(Path(url.database or "").absolute())).render_as_string()
