"""Setting up: `.ci/environment.py` does what is missing, and says what a person must do."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / ".ci" / "environment.py"


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, working on an empty project."""
    spec = importlib.util.spec_from_file_location("environment", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "requirements-dev.txt").write_text("# more\n")
    return module


class Recorder:
    """Stands for running commands: remembers them, all succeed."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []

    def __call__(self, command: list[str]) -> int:
        self.commands.append(command)
        return 0


def test_creates_and_installs_once(environment: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert environment.main([]) == 0
    assert environment.is_healthy(tmp_path / ".venv")
    assert "Creating .venv with Python" in capfd.readouterr().err
    assert environment.main([]) == 0
    assert capfd.readouterr().err == ""
    (tmp_path / "requirements.txt").write_text("# changed\n")
    assert environment.main([]) == 0
    assert "Installing requirements.txt" in capfd.readouterr().err


def test_a_broken_environment_is_made_anew(
    environment: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "pyvenv.cfg").write_text("")
    ran = Recorder()
    monkeypatch.setattr(environment, "call", ran)
    environment.prepare_venv(tmp_path / ".venv")
    assert ran.commands == [[sys.executable, "-m", "venv", "--clear", str(tmp_path / ".venv")]]
    assert "Making .venv anew" in capfd.readouterr().err


def test_a_folder_that_is_no_environment_is_left_alone(
    environment: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "mine.txt").write_text("keep")
    assert environment.main([]) == 1
    assert "is no virtual environment" in capfd.readouterr().err
    assert (tmp_path / ".venv" / "mine.txt").read_text() == "keep"


def test_a_python_without_venv_names_the_package(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    assert environment.main([]) == 1
    assert "sudo apt-get install python3-venv" in capfd.readouterr().err


def test_an_old_python_hands_over_or_explains(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    ran = Recorder()
    monkeypatch.setattr(environment.sys, "version_info", (3, 9, 6))
    monkeypatch.setattr(environment, "call", ran)
    monkeypatch.setattr("shutil.which", lambda name: name if name == "python3.12" else None)
    assert environment.main(["--dev"]) == 0
    assert ran.commands[-1] == ["python3.12", str(SCRIPT), "--dev"]
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert environment.main([]) == 1
    assert "needs Python 3.11 or newer; this is Python 3.9.6" in capfd.readouterr().err


def test_a_failed_install_is_tried_again(
    environment: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".venv").mkdir()
    answers = iter([1, 0])
    monkeypatch.setattr(environment, "call", lambda command: next(answers))
    with pytest.raises(environment.SetupError, match=r"Installing requirements\.txt failed"):
        environment.install(tmp_path / ".venv", "requirements.txt")
    environment.install(tmp_path / ".venv", "requirements.txt")
    environment.install(tmp_path / ".venv", "requirements.txt")
    assert capfd.readouterr().err.count("Installing") == 2


def test_the_file_parses_on_old_pythons() -> None:
    code = "import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 7))"
    subprocess.run([sys.executable, "-c", code], input=SCRIPT.read_text(encoding="utf-8"), text=True, check=True)
