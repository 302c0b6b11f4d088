from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboard.commands.cli import main
from tests.load.publishing import load_now, write_company


@dataclass(frozen=True)
class Done:
    """What a command did: exit code, stdout as bytes and as text, stderr as text."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Stdout as text."""
        return self.out.decode("utf-8")


Run = Callable[..., Done]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command line in this process; no traceback may ever reach the user."""

    def run(*arguments: str | Path) -> Done:
        code = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in out + err
        return Done(code, out, err.decode("utf-8"))

    return run


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of 60 incidents, each with a message of an agent, opened hourly from Monday 2026-01-05 08:00 UTC."""
    folder = write_company(tmp_path_factory.mktemp("company") / "files", 60)
    apologies = [f"a{number},i{number},2026-01-05T12:00:00Z,apology,agent,specific" for number in range(4)]
    heading = "event_id,incident_id,event_at,event_type,actor_type,code"
    extra = folder / "incident_events_2.csv"
    extra.write_text("\n".join([heading, *apologies, ""]))
    later = "e999,i0,2026-03-01T00:00:00Z,message,customer,\n"  # moves as_of, so that the incidents are mature
    with extra.open("a") as file:
        file.write(later)
    return folder


@pytest.fixture(scope="session")
def warehouse(company: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The company, loaded."""
    folder = tmp_path_factory.mktemp("warehouse")
    load_now(company, folder)
    return folder
