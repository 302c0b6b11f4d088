"""The project keeps the layout, and the rules notice when it would not."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests import architecture as rules
from tests.sizes import MEDIAN_FUNCTION_LINES, all_functions, typical

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = rules.modules(ROOT, "dashboard")
CODE = rules.modules(ROOT, "dashboard", "tests", ".ci")
QUERIES = rules.queries(ROOT)

# Modules that may be larger, each with the reason. Splitting is nearly always the better answer.
LARGE: dict[str, str] = {}


def none_of(violations: Iterable[str]) -> None:
    """Fails with one violation a line."""
    found = list(violations)
    assert not found, "\n" + "\n".join(found)


def test_imports_stay_in_their_layer() -> None:
    none_of(bad for path, source in PRODUCT.items() for bad in rules.import_violations(path, source))


def test_views_hold_no_sql() -> None:
    none_of(bad for path, source in PRODUCT.items() for bad in rules.sql_violations(path, source))


def test_importing_a_module_does_no_work() -> None:
    constant = rules.constant_functions(PRODUCT)
    none_of(bad for path, source in PRODUCT.items() for bad in rules.import_time_work(path, source, constant))


def test_modules_views_and_panels_stay_small() -> None:
    files = {**CODE, **QUERIES}
    found = [bad for path, text in files.items() if path.as_posix() not in LARGE
             for bad in rules.size_violations(path, text)]  # fmt: skip
    none_of(found)


def test_functions_are_short() -> None:
    assert typical(all_functions(PRODUCT)) <= MEDIAN_FUNCTION_LINES


def test_top_level_is_fixed() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("not a git checkout, so local files cannot be told from the project's")
    entries = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert entries - rules.TOP_LEVEL == set()


@pytest.mark.parametrize(
    ("path", "source", "told"),
    [
        ("dashboard/engine/measures.py", "import streamlit as st", "streamlit may only"),
        ("dashboard/charts/trend.py", "from streamlit import cache_data", "streamlit.cache_data may only"),
        ("dashboard/engine/measures.py", "import duckdb", "duckdb may only"),
        ("dashboard/engine/kpis.py", "def f():\n    import duckdb", "kpis.py:2"),
        ("dashboard/engine/kpis.py", "if TYPE_CHECKING:\n    import duckdb", "duckdb may only"),
        ("dashboard/engine/kpis.py", "importlib.import_module('duckdb')", "duckdb may only"),
        ("dashboard/views/overview.py", "import plotly.graph_objects as go", "plotly.graph_objects may only"),
        ("dashboard/views/overview.py", "import pandas as pd", "dashboard.views must not import pandas"),
        ("dashboard/views/overview.py", "from dashboard.views import rows", "a view must not import a view"),
        ("dashboard/views/overview.py", "from . import rows", "a view must not import a view"),
        ("dashboard/views/overview.py", "from .rows import table", "a view must not import a view"),
        ("dashboard/charts/trend.py", "from dashboard import warehouse", "must not import dashboard.warehouse"),
        ("dashboard/charts/trend.py", "from ..warehouse import clock", "must not import dashboard.warehouse"),
        (
            "dashboard/warehouse/models.py",
            "from dashboard.charts.trend import draw",
            "must not import dashboard.charts",
        ),
        ("dashboard/__main__.py", "from dashboard.views import overview", "only app.py imports views"),
        ("dashboard/blocks/notes.py", "from sqlalchemy import select", "sqlalchemy.select may only"),
        ("dashboard/warehouse/reader.py", "from dashboard.state import targets", "must not import dashboard.state"),
    ],
)
def test_forbidden_imports_are_told(path: str, source: str, told: str) -> None:
    (found,) = rules.import_violations(Path(path), source)
    assert told in found


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("dashboard/app.py", "import streamlit as st\nfrom dashboard.views import overview"),
        ("dashboard/warehouse/reader.py", "import duckdb"),
        ("dashboard/load/__init__.py", "from . import publish\nimport duckdb"),
        ("dashboard/charts/trend.py", "import plotly.graph_objects as go\nfrom dashboard import theme"),
        ("dashboard/views/overview.py", "import streamlit as st\nfrom dashboard import measures"),
    ],
)
def test_allowed_imports_pass(path: str, source: str) -> None:
    assert rules.import_violations(Path(path), source) == []


@pytest.mark.parametrize(
    "source",
    [
        "q = 'select team_id from cases '",
        "q = f'SELECT {x} FROM {table} WHERE a'",
        "q = '''\nwith a as (\n  select 1 as one\n  from b\n)'''",
        "run('insert into a values (1)')",
        "run('create or replace temp table a as')",
    ],
)
def test_sql_in_a_view_is_told(source: str) -> None:
    assert len(rules.sql_violations(Path("dashboard/views/overview.py"), source)) >= 1


@pytest.mark.parametrize("source", ["'Select a team from the list'", "def f():\n    '''select a from b '''", "x = 5"])
def test_words_in_a_view_are_no_sql(source: str) -> None:
    assert rules.sql_violations(Path("dashboard/views/overview.py"), source) == []


@pytest.mark.parametrize(
    "source",
    [
        "con = connect()",
        "TEXT = Path('a').read_text()",
        "for x in y:\n    pass",
        "with open('a') as f:\n    pass",
        "print(1)",
        "class A:\n    rows = load()",
        "try:\n    x = load()\nexcept OSError:\n    pass",
        "if FAST:\n    warm()",
        "TABLES: dict = {name: read(name) for name in NAMES}",
    ],
)
def test_work_at_import_time_is_told(source: str) -> None:
    assert len(rules.import_time_work(Path("dashboard/engine/kpis.py"), source)) == 1


def test_own_functions_that_only_make_values_may_be_called() -> None:
    source = "def table(n):\n    return rows(n)\ndef rows(n):\n    return list(range(n))\nROWS = table(3)"
    reader = "def table(n):\n    return rows(n)\ndef rows(n):\n    return open(n)\nROWS = table(3)"
    path, other = Path("dashboard/engine/kpis.py"), Path("dashboard/rows.py")
    assert rules.import_time_work(path, source, rules.constant_functions({path: source})) == []
    assert len(rules.import_time_work(path, reader, rules.constant_functions({path: reader}))) == 1
    user = "from dashboard.engine.kpis import table\nROWS = table(3)"
    assert rules.import_time_work(other, user, rules.constant_functions({path: source})) == []
    assert len(rules.import_time_work(other, user, rules.constant_functions({path: reader}))) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("dashboard/engine/kpis.py", "import re\nHEADER = re.compile('a')\nROOT = Path(__file__).resolve().parent"),
        ("dashboard/engine/kpis.py", "@dataclass(frozen=True)\nclass A:\n    b: tuple = field(default=())\nNONE = A()"),
        ("dashboard/engine/kpis.py", "LOG = logging.getLogger(__name__)\nORDER = {k: lambda: load(k) for k in NAMES}"),
        ("dashboard/__main__.py", "if __name__ == '__main__':\n    main()"),
        ("dashboard/app.py", "sys.path.insert(0, 'x')\ndef main(): ...\nmain()"),
    ],
)
def test_constants_are_no_work(path: str, source: str) -> None:
    assert rules.import_time_work(Path(path), source) == []


@pytest.mark.parametrize(
    ("path", "lines", "count"),
    [
        ("dashboard/engine/kpis.py", 249, 0),
        ("dashboard/engine/kpis.py", 250, 1),
        ("dashboard/views/overview.py", 80, 1),
        ("tests/views/test_overview.py", 399, 0),
        ("tests/test_kpis.py", 400, 1),
        ("queries/panels/timeline.sql", 40, 1),
        ("queries/kpis/cost_ratio.sql", 90, 0),
        ("dashboard/utils.py", 3, 1),
        ("dashboard/pages/overview.py", 3, 1),
    ],
)
def test_large_and_nameless_files_are_told(path: str, lines: int, count: int) -> None:
    assert len(rules.size_violations(Path(path), "x\n" * lines)) == count


def test_nothing_beside_the_entry_script_hides_a_module_of_python() -> None:
    # `streamlit run dashboard/app.py` puts that folder before Python's own on the path.
    names = {path.stem for path in (ROOT / "dashboard").iterdir()}
    assert not names & sys.stdlib_module_names
