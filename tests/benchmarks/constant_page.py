"""The dashboard with every answer looked up in a file: the same page, the same widgets, no engine behind them.

Run by the page benchmark: `streamlit run constant_page.py`, with `AMENDS_CONSTANT` naming the pickled answers.
"""

import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from dashboard.components import data, kpi_data  # noqa: E402 - only after the path is known
from tests.benchmarks.constant_answers import answers  # noqa: E402

ANSWERED = ((data, "_tile"), (data, "_panel"), (kpi_data, "_by_cause"), (kpi_data, "_drivers"))
"""The cached functions that the first page asks, with their modules."""


def _looked_up(name: str) -> Callable[..., Any]:
    return lambda *arguments: answers()[(name, *arguments)]


def main() -> None:
    """Replace the engine's answers and draw the page."""
    for module, name in ANSWERED:
        setattr(module, name, _looked_up(name))
    runpy.run_path(str(ROOT / "dashboard" / "app.py"), run_name="__main__")


if __name__ == "__main__":
    main()
