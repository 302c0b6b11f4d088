import subprocess
import sys
from pathlib import Path

import click
import pytest

from dashboard.commands import cli
from dashboard.errors import AmendsError
from tests.commands.conftest import Run


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_teaches(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert f"Usage: python -m dashboard {command}" in done.text
    assert f"python -m dashboard {command}" in done.text.partition("Usage:")[2][20:]  # an example as well
    assert "None" not in done.text


def test_the_help_lists_the_commands(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    assert all(f"\n  {command} " in done.text for command in cli.COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["laod", "x"], "Did you mean"),
        (["nonsense"], "No such command"),
        (["kpi"], "Missing argument"),
        (["kpi", "apology_rate", "--formt", "json"], "Did you mean '--format'"),
        (["kpi", "apology_rate", "--format", "xml"], "'xml' is not one of"),
        (["kpi", "apology_rate", "--by", "colour"], "'colour' is no breakdown"),
        (["kpi", "apology_rate", "--weeks", "last"], "is no ISO week"),
        (["kpi", "apology_rate", "--where", "team"], "Write COLUMN=VALUE"),
        (["kpi", "apology_rate", "--as-of", "yesterday"], "is not a moment in time"),
        (["kpi", "time_to_apology", "apology_rate", "--curve", "--warehouse", "WAREHOUSE"], "one KPI at a time"),
        (["rows"], "Missing argument"),
        (["demo"], "Missing option '--out'"),
        (["demo", "--out", "x", "--incidents", "0"], "not in the range"),
        (["serve", "--port", "70000"], "not in the range"),
        (["load"], "Missing argument"),
        (["load", "x", "--dates", "dd.mm"], "is not one of"),
    ],
)
def test_wrong_usage(run: Run, warehouse: Path, arguments: list[str], words: str) -> None:
    done = run(*(str(warehouse) if argument == "WAREHOUSE" else argument for argument in arguments))
    assert (done.code, done.out) == (2, b"")
    assert words in done.err


def failing(error: BaseException) -> click.Command:
    @click.command()
    def command() -> None:
        raise error

    return command


@pytest.fixture
def break_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "COMMANDS", {"broken": "broken"})


def broken(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Make a command that fails like this; the failures themselves cannot be ordered from real ones."""
    monkeypatch.setattr(cli.Commands, "get_command", lambda *_: failing(error))


def test_a_refusal_is_one_plain_message(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, AmendsError("The file is empty."))
    done = run("broken")
    assert (done.code, done.out, done.err) == (1, b"", "Error: The file is empty.\n")


def test_the_unexpected_goes_to_a_log_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, ZeroDivisionError("boom"))
    done = run("broken")
    assert (done.code, done.out) == (1, b"")
    assert done.err.startswith("Something went wrong inside Amends (id ")
    log = Path(done.err.strip().rpartition(" ")[2])
    assert "ZeroDivisionError: boom" in log.read_text()
    log.unlink()


def test_stopped_by_the_user(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, KeyboardInterrupt())
    done = run("broken")
    assert (done.code, done.err) == (130, "Stopped.\n")


def test_a_reader_that_leaves_is_no_error(warehouse: Path) -> None:
    command = [sys.executable, "-m", "dashboard", "rows", "apology_rate", "--warehouse", str(warehouse)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0
