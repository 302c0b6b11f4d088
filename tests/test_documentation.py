"""What README and its siblings say is true: commands, options, links and tables exist."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from dashboard import contracts
from dashboard.commands.cli import COMMANDS, cli

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    path for name in ("*.md", "data/*.md", "data/*/*.md", "queries/*.md") for path in sorted(ROOT.glob(name))
]  # fmt: skip
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
COMMAND_LINE = re.compile(r"python -m dashboard\b([^\n`]*)")
MAKE = re.compile(r"`make ([a-z-]+)`|^make ([a-z-]+)", re.MULTILINE)
EXAMPLE_FILE = re.compile(r"`(\w+\.csv)`:\n\n```csv\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\)")
TABLE_HEAD = "| table | one row | key | columns |\n|---|---|---|---|\n"


def text(path: Path) -> str:
    """A page's text."""
    return path.read_text(encoding="utf-8")


def model_table() -> str:
    """The tables of the data model as data/README.md lists them."""
    return TABLE_HEAD + "".join(
        f"| `{table.name}` | {table.description.removeprefix('One row ').rstrip('.')} "
        f"| {', '.join(f'`{column}`' for column in table.key)} | {len(table.columns)} |\n"
        for table in contracts.tables().values()
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    assert [link for link in LINK.findall(text(page)) if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_and_options_exist(page: Path) -> None:
    for line in COMMAND_LINE.findall(text(page)):
        words = shlex.split(line, comments=True)
        if not words:
            continue
        assert words[0] in COMMANDS, line
        command = cli.get_command(click.Context(cli), words[0])
        assert command is not None
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        assert {word.split("=")[0] for word in words if word.startswith("--")} <= known, line


def test_make_targets_exist() -> None:
    targets = set(TARGET.findall(text(ROOT / "Makefile")))
    named = {first or second for page in PAGES for first, second in MAKE.findall(text(page))}
    assert named
    assert named <= targets


def test_the_tables_of_the_model_are_listed() -> None:
    assert model_table() in text(ROOT / "data" / "README.md"), f"data/README.md must hold\n{model_table()}"


def amends(*words: str) -> str:
    """What a command prints."""
    command = [sys.executable, "-m", "dashboard", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_example_of_the_readme_works(tmp_path: Path) -> None:
    files = EXAMPLE_FILE.findall(text(ROOT / "README.md"))
    assert [name for name, _ in files] == ["incidents.csv", "incident_events.csv"]
    (tmp_path / "exports").mkdir()
    for name, content in files:
        (tmp_path / "exports" / name).write_text(content, encoding="utf-8")
    folder = ("--warehouse", str(tmp_path / "warehouse"))
    loaded = json.loads(
        amends("load", str(tmp_path / "exports"), "--timezone", "Europe/Budapest", "--format", "json", *folder)
    )
    assert {name: table["loaded"] for name, table in loaded["tables"].items()} == {"incidents": 3, "incident_events": 2}
    assert loaded["rejects"] is None
    (apologies,) = json.loads(amends("kpi", "apology_rate", "--by", "none", "--format", "json", *folder))
    assert (apologies["numerator"], apologies["denominator"]) == (1, 3)
