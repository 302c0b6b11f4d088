"""Finds the Chromium or Chrome that prints reports and that the browser tests drive."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
MAC_APPS = ("Chromium", "Google Chrome", "Google Chrome for Testing", "Microsoft Edge")
WINDOWS_PROGRAMS = (r"Google\Chrome\Application\chrome.exe", r"Chromium\Application\chrome.exe",
                    r"Microsoft\Edge\Application\msedge.exe")  # fmt: skip
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


def launch_args() -> tuple[str, ...]:
    """How the browser is started: no sandbox for root in a container, and nothing that calls home."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return (
        *(("--no-sandbox",) if is_root else ()),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    )


def find_browser(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The first browser that starts: `BROWSER_PATH`, the PATH, the usual folders, then Playwright's own; else None.

    A `BROWSER_PATH` that does not start is not replaced by another browser: the answer is None.
    """
    if chosen := environ.get("BROWSER_PATH"):
        return Path(chosen) if starts(Path(chosen)) else None
    return next((path for path in candidates(environ) if starts(path)), None)


def candidates(environ: Mapping[str, str]) -> Iterator[Path]:
    """Where a browser may be, most likely first; the paths need not exist."""
    for command in COMMANDS:
        if found := shutil.which(command, path=environ.get("PATH")):
            yield Path(found)
    for app in MAC_APPS:
        for folder in ("/Applications", "~/Applications"):
            yield Path(folder).expanduser() / f"{app}.app" / "Contents" / "MacOS" / app
    for folder in WINDOWS_FOLDERS:
        if folder in environ:
            yield from (Path(environ[folder]) / program for program in WINDOWS_PROGRAMS)
    if own := playwright_browser():
        yield own


def playwright_browser() -> Path | None:
    """Where Playwright keeps its own Chromium, installed or not; None without Playwright.

    Asked in a process of its own: Playwright's blocking interface refuses to start twice in one.
    """
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)  # noqa: S603
    return Path(answer.stdout.strip()) if answer.returncode == 0 and answer.stdout.strip() else None


def starts(browser: Path) -> bool:
    """Whether this file is a browser that runs here (Ubuntu has stubs; a browser may lack its libraries)."""
    if not browser.is_file():
        return False
    if sys.platform == "win32":
        return True  # on Windows `--version` opens a window instead of answering
    try:
        done = subprocess.run([str(browser), "--version"], capture_output=True, timeout=60, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
