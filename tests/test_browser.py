"""Finding a browser, and getting one where there is none."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests import browser

posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


def stand_in(folder: Path, name: str, exit_code: int = 0) -> Path:
    """An executable that answers `--version` like a browser, or like one that lacks its libraries."""
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {exit_code}\n")
    path.chmod(0o755)
    return path


@posix
def test_the_named_browser_wins_and_is_not_replaced(tmp_path: Path) -> None:
    named, other = stand_in(tmp_path, "mine"), stand_in(tmp_path, "chromium")
    assert browser.find_browser({"BROWSER_PATH": str(named), "PATH": str(tmp_path)}) == named
    assert browser.find_browser({"BROWSER_PATH": str(tmp_path / "gone"), "PATH": str(tmp_path)}) is None
    assert browser.find_browser({"PATH": str(tmp_path)}) == other


@posix
def test_a_browser_that_does_not_start_is_passed_over(tmp_path: Path) -> None:
    stand_in(tmp_path, "chromium", exit_code=127)
    chrome = stand_in(tmp_path, "google-chrome")
    assert browser.find_browser({"PATH": str(tmp_path)}) == chrome


def test_the_usual_folders_of_every_system_are_looked_at() -> None:
    looked = {path.as_posix().replace("\\", "/") for path in browser.candidates({"PATH": "", "PROGRAMFILES": "C:/P"})}
    assert "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" in looked
    assert "C:/P/Google/Chrome/Application/chrome.exe" in looked


class Machine:
    """A machine without a browser, on which one installation works."""

    def __init__(self, working: str) -> None:
        self.working, self.ran = working, list[str]()

    def run(self, command: Sequence[str]) -> bool:
        self.ran.append(" ".join(command))
        return self.working in self.ran[-1]

    def find(self) -> Path | None:
        return Path("/found") if self.ran and self.working in self.ran[-1] else None


def test_playwright_is_tried_before_apt(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/apt-get")
    machine = Machine("playwright install chromium")
    assert browser.ensure_browser(machine.find, machine.run, {}) == Path("/found")
    assert len(machine.ran) == 1
    assert "Trying Playwright's own Chromium" in capsys.readouterr().err


def test_apt_is_the_last_resort(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/apt-get")
    machine = Machine("apt-get")
    assert browser.ensure_browser(machine.find, machine.run, {}) == Path("/found")
    assert [command.split("apt-get ")[-1].split()[0] for command in machine.ran[1:]] == ["update", "install"]
    assert "Browser tests use /found" in capsys.readouterr().err.replace("\\", "/")


def test_nothing_helps_and_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    machine = Machine("nothing")
    assert browser.ensure_browser(machine.find, machine.run, {}) is None
    assert "none could be installed" in capsys.readouterr().err


def test_an_own_choice_is_not_installed_over(capsys: pytest.CaptureFixture[str]) -> None:
    machine = Machine("playwright")
    assert browser.ensure_browser(machine.find, machine.run, {"BROWSER_PATH": "/gone"}) is None
    assert machine.ran == []
    assert "BROWSER_PATH names /gone" in capsys.readouterr().err


@pytest.mark.parametrize(("value", "is_ci"), [("true", True), ("1", True), ("", False), ("false", False), ("0", False)])
def test_ci_is_known_by_its_variable(value: str, is_ci: bool) -> None:
    assert browser.in_ci({"CI": value}) is is_ci


pytest_plugins = ["pytester"]


@pytest.mark.parametrize(("ci", "outcome"), [("true", {"errors": 1}), ("", {"skipped": 1})])
def test_a_missing_browser_fails_in_ci_and_skips_elsewhere(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, ci: str, outcome: dict[str, int]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("BROWSER_PATH", "/gone")
    pytester.makeconftest("from tests.conftest import browser_path")
    pytester.makepyfile("def test_page(browser_path): ...")
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parent.parent))
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(**outcome)
