import json
from pathlib import Path

from tests.commands.conftest import Run


def test_it_writes_files_that_load(run: Run, tmp_path: Path) -> None:
    done = run("demo", "--out", tmp_path / "company", "--incidents", "300", "--weeks", "30", "--seed", "3")
    assert (done.code, done.text) == (0, f"{tmp_path / 'company'}\n")
    assert (tmp_path / "company" / "truths.json").is_file()
    loaded = run("load", tmp_path / "company", "--warehouse", tmp_path / "w", "--format", "json")
    assert json.loads(loaded.out)["unavailable"] == {}


def test_same_seed_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        run("demo", "--out", tmp_path / name, "--incidents", "100", "--weeks", "20")
    first = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert first == {path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()}


def test_a_folder_that_is_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "company").write_text("")
    done = run("demo", "--out", tmp_path / "company", "--incidents", "100")
    assert done.code == 1
    assert str(tmp_path / "company") in done.err
