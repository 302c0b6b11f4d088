import json
import os
import subprocess
import sys

import pytest

from dashboard.commands.progress import reporting

LONG = """
import time
from dashboard.commands import progress

progress.PATIENCE_SECONDS = {patience}
with progress.reporting() as report:
    for step in range(5):
        report("Reading", step / 5)
        time.sleep(0.1)
    report("Publishing", None)
print("done")
"""


def test_one_line_per_stage_where_no_terminal_is(capsys: pytest.CaptureFixture[str]) -> None:
    with reporting() as report:
        for fraction in (0.1, 0.5, 1.0):
            report("Reading", fraction)
        report("Publishing", None)
    assert capsys.readouterr() == ("", "Reading\nPublishing\n")


def test_a_line_of_json_per_hundredth_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    with reporting(for_programs=True) as report:
        for fraction in (0.5, 0.501, 0.51, None):
            report("Reading", fraction)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert lines == [{"stage": "Reading", "fraction": fraction} for fraction in (0.5, 0.51, None)]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize(("patience", "shows_bar"), [(0.1, True), (60, False)])
def test_a_bar_on_a_terminal_when_it_takes_long(patience: float, shows_bar: bool) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-c", LONG.format(patience=patience)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, env=os.environ | {"TERM": "xterm"})
    os.close(theirs)
    os.set_blocking(ours, False)
    try:
        shown = os.read(ours, 100_000)
    except OSError:  # nothing was written
        shown = b""
    os.close(ours)
    assert done.stdout == b"done\n"
    assert (b"Reading" in shown) == shows_bar
