"""Finds the Chromium or Chrome that the browser tests drive, and installs one where there is none.

`python -m tests.browser` says which browser the tests will use; with `--install` it gets one when there is none:
first Playwright's own Chromium, then Debian's package. Exit code 1 = still no browser.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from dashboard.report.browsers import candidates, find_browser, launch_args

__all__ = ["LAUNCH_ARGS", "candidates", "ensure_browser", "find_browser", "in_ci"]

INSTALL_SECONDS = 600
LAUNCH_ARGS = launch_args()

Run = Callable[[Sequence[str]], bool]


def in_ci(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a CI system runs the tests: there a missing browser is a failure, not a skip."""
    return environ.get("CI", "").lower() not in ("", "0", "false")


def ensure_browser(
    find: Callable[[], Path | None] = find_browser,
    run: Run | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Path | None:
    """The browser for the tests, installed when there is none. Says what it does; None when nothing helped."""
    if chosen := environ.get("BROWSER_PATH"):
        found = find()
        say(f"Browser tests use {found}." if found else f"BROWSER_PATH names {chosen}, but no browser starts there.")
        return found
    for what, steps in (("", []), *installations()):
        if steps:
            say(f"No Chromium or Chrome found. Trying {what} …")
        if all((run or run_command)(step) for step in steps) and (found := find()):
            say(f"Browser tests use {found}.")
            return found
    say("There is no Chromium or Chrome and none could be installed. Install one, or name one in BROWSER_PATH.")
    return None


def installations() -> Iterator[tuple[str, list[list[str]]]]:
    """Ways to get a browser, best first: what it is called, and the commands."""
    yield "Playwright's own Chromium", [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get"):
        apt = [*as_root(), "apt-get"]
        yield "the Debian package", [[*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", "chromium"]]


def as_root() -> list[str]:
    """What to put before a command that needs root: nothing for root, else sudo that asks no password."""
    return [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]


def run_command(command: Sequence[str]) -> bool:
    """Runs one step with its output shown; False when it failed, is missing or took too long."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, timeout=INSTALL_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        say(f"{command[0]}: {error}")
        return False
    return done.returncode == 0


def say(message: str) -> None:
    """Tells the person at the terminal."""
    click.echo(message, err=True)


@click.command(help=__doc__)
@click.option("--install", is_flag=True, help="Get a browser when there is none.")
def main(install: bool) -> None:
    """Says which browser the tests use; exits with 1 when there is none."""
    found = ensure_browser() if install else find_browser()
    if not install:
        say(f"Browser tests use {found}." if found else "No Chromium or Chrome found.")
    raise SystemExit(0 if found else 1)


if __name__ == "__main__":
    main()
