"""The locked requirements and the imports of the project agree."""

import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture import imported, modules

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([a-z0-9.-]+)==([^ ;\\]+)", re.IGNORECASE | re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """The versions that a lock file names."""
    return dict(PIN.findall((ROOT / lock).read_text(encoding="utf-8")))


def asked(name: str) -> set[str]:
    """The libraries that an `.in` file asks for, without versions."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {re.split(r"[<>=]", line)[0].strip().lower() for line in lines if line and line[0] not in "#-"}


def libraries(folder: str) -> set[str]:
    """The distributions whose modules the folder imports."""
    names = {name.split(".")[0] for path, text in modules(ROOT, folder).items() for _, name in imported(path, text)}
    known = packages_distributions()
    own = {"dashboard", "tests", *sys.stdlib_module_names}
    return {known.get(name, [name])[0].lower() for name in names - own if name}


def test_both_locks_hold_the_same_versions() -> None:
    run, develop = pins("requirements.txt"), pins("requirements-dev.txt")
    assert run.items() <= develop.items()


@pytest.mark.parametrize(("folder", "files"), [
    ("dashboard", ["requirements.in"]),
    ("tests", ["requirements.in", "requirements-dev.in"]),
])  # fmt: skip
def test_imports_are_asked_for(folder: str, files: list[str]) -> None:
    assert libraries(folder) - set().union(*(asked(name) for name in files)) == set()


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_a_hash_and_no_machine_shows(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", text)) >= len(pins(lock)) > 0
    assert not re.search(r"file:|https?://|/home/|/root/|/tmp/|--index-url|--find-links", text)
