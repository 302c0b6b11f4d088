"""Prepares `.venv` with the locked requirements: `python3 .ci/environment.py` to run Amends, `--dev` to test it too.

Needs nothing but a Python of its own. Does only what is missing: a second call takes a moment. Started by a Python
that is too old it looks for a newer one, so this file keeps to syntax that old versions understand.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOOR = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
RUN_LOCK = "requirements.txt"
DEV_LOCK = "requirements-dev.txt"  # holds everything of the other, at the same versions


class SetupError(Exception):
    """Setting up cannot go on; the message says what to do."""


def main(arguments: list[str]) -> int:
    """Prepares the environment; answers the exit code."""
    try:
        if sys.version_info < FLOOR:
            return call([newer_python(), __file__, *arguments])
        venv = ROOT / ".venv"
        prepare_venv(venv)
        install(venv, DEV_LOCK if "--dev" in arguments else RUN_LOCK)
    except SetupError as error:
        say(str(error))
        return 1
    return 0


def newer_python() -> str:
    """The command of a Python that is new enough, when this one is not."""
    for name in NEWER:
        if shutil.which(name) and call([name, "-c", ""]) == 0:  # a version manager's stand-in may not start
            return name
    have = ".".join(str(part) for part in sys.version_info[:3])
    raise SetupError(f"Amends needs Python 3.11 or newer; this is Python {have}. Get one from https://www.python.org.")


def prepare_venv(venv: Path) -> None:
    """Creates the virtual environment, also in place of one that no longer works."""
    if is_healthy(venv):
        return
    if venv.exists() and not (venv / "pyvenv.cfg").is_file():
        raise SetupError(f"{venv} is there but is no virtual environment. Move it away and try again.")
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise SetupError(
            "This Python cannot create virtual environments. On Debian and Ubuntu: "
            "sudo apt-get install python3-venv, then try again."
        )
    say(f"{'Making .venv anew' if venv.exists() else 'Creating .venv'} with Python {sys.version.split()[0]} …")
    if call([sys.executable, "-m", "venv", "--clear", str(venv)]) != 0:
        raise SetupError("Creating .venv failed; the lines above say why.")


def is_healthy(venv: Path) -> bool:
    """Whether the environment starts, has pip and a Python that is new enough."""
    python = python_of(venv)
    probe = f"import sys, pip; sys.exit(sys.version_info < {FLOOR})"
    if not python.is_file():
        return False
    return subprocess.run([str(python), "-c", probe], capture_output=True, check=False).returncode == 0


def install(venv: Path, lock: str) -> None:
    """Installs a lock file, unless exactly this content was installed before."""
    stamp = venv / "installed-requirements"
    wanted = fingerprint(lock)
    if stamp.is_file() and wanted in stamp.read_text(encoding="utf-8").splitlines():
        return
    say(f"Installing {lock} …")
    stamp.unlink(missing_ok=True)
    quiet = ["--quiet", "--no-input", "--disable-pip-version-check"]
    if call([str(python_of(venv)), "-m", "pip", "install", *quiet, "-r", str(ROOT / lock)]) != 0:
        raise SetupError(f"Installing {lock} failed; the lines above say why.")
    done = {wanted, fingerprint(RUN_LOCK)}
    stamp.write_text("\n".join(sorted(done)) + "\n", encoding="utf-8")


def fingerprint(lock: str) -> str:
    """A lock file's name and content in one line."""
    return f"{lock} {hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()}"


def python_of(venv: Path) -> Path:
    """The environment's own Python."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def call(command: list[str]) -> int:
    """Runs a command with its output shown; answers its exit code."""
    return subprocess.run(command, check=False).returncode


def say(message: str) -> None:
    """Tells the person at the terminal."""
    sys.stderr.write(message + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
