"""The rules of the layout, as functions from source text to a list of violations in words.

They read the syntax tree and import nothing, so a rule that is broken is told even when the module does not start.
`test_architecture.py` applies them to the project and to planted violations.
"""

import ast
import re
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

MODULE_LINES = 250
VIEW_LINES = 80
TEST_LINES = 400  # tables of cases are long and easy to read
PANEL_LINES = 40

TOP_LEVEL = {
    *("dashboard", "queries", "data", "tests", ".streamlit", ".ci"),
    *("requirements.txt", "requirements.in", "requirements-dev.txt", "requirements-dev.in"),
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "pyproject.toml", ".gitignore"),
}

# Library -> the modules (with everything below them) that may import it.
LIBRARY_HOMES = {
    "streamlit": ("dashboard.views", "dashboard.app", "dashboard.blocks", "dashboard.components"),
    "duckdb": ("dashboard.warehouse", "dashboard.load"),
    "plotly": ("dashboard.charts", "dashboard.theme"),
    "sqlalchemy": ("dashboard.state",),
    "alembic": ("dashboard.state",),
    "psycopg": ("dashboard.state",),
    "jinja2": ("dashboard.report", "dashboard.presentation.markup", "dashboard.components.drawn"),
    "markupsafe": ("dashboard.report", "dashboard.presentation.markup"),
}

# (importer, imported): no module at or below the first may import one at or below the second.
FORBIDDEN = (
    ("dashboard.views", "duckdb"),
    ("dashboard.views", "pandas"),
    ("dashboard.views", "plotly"),
    ("dashboard.charts", "dashboard.warehouse"),
    ("dashboard.warehouse", "dashboard.charts"),
    ("dashboard.warehouse", "dashboard.state"),
    ("dashboard.engine", "dashboard.state"),
    ("dashboard.load", "dashboard.state"),
    ("dashboard.report", "dashboard.components"),
    ("dashboard.report", "dashboard.blocks"),
)

DRAWERS = {"utils", "util", "helpers", "helper", "misc", "common"}

# Calls that only make a constant. Everything else at module level is work at import time.
CONSTANT_CALLS = {
    *("dict", "list", "tuple", "set", "frozenset", "range", "sorted", "date", "datetime", "timedelta", "field"),
    *("float", "int", "str", "len", "min", "max", "getattr", "divmod", "compile", "getLogger", "maketrans", "option"),
    *("items", "keys", "values", "index", "join", "split", "encode", "joinpath", "resolve", "timestamp"),
    *("array", "arange", "isin", "sum", "ndtri"),
}
SQL_TEXT = re.compile(
    r"\b(select|SELECT)\b[^.?!]*\s(from|FROM)\s|\b(?:insert into|INSERT INTO|delete from|DELETE FROM)\s"
    r"|\b(?:create|CREATE)\s(?:\w+\s)*(?:table|view|TABLE|VIEW)\s",
)


def module_name(path: Path) -> str:
    """`dashboard/views/overview.py` -> `dashboard.views.overview`; a package is named without `__init__`."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def is_within(module: str, package: str) -> bool:
    """Whether the module is the package or stands below it."""
    return module == package or module.startswith(f"{package}.")


def imported(path: Path, source: str) -> Iterator[tuple[int, str]]:
    """Every import as (line, full name), relative ones resolved, `import_module("x")` included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = import_base(path, node)
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and called(node.func) in {"import_module", "__import__"}:
            yield from ((node.lineno, text_of(name)) for name in node.args[:1] if isinstance(name, ast.Constant))


def import_base(path: Path, node: ast.ImportFrom) -> str:
    """The absolute name of what stands after `from`."""
    package = path.parent.parts[: len(path.parent.parts) - node.level + 1] if node.level else ()
    return ".".join((*package, *((node.module,) if node.module else ())))


def import_violations(path: Path, source: str) -> list[str]:
    """Imports that must not exist in this module."""
    module = module_name(path)
    return [
        f"{path.as_posix()}:{line}: {reason}"
        for line, name in imported(path, source)
        if (reason := why_forbidden(module, name))
    ]


def why_forbidden(module: str, name: str) -> str | None:
    """Why the module must not import this name; None when it may."""
    homes = LIBRARY_HOMES.get(name.split(".")[0])
    if homes and not any(is_within(module, home) for home in homes):
        return f"{name} may only be imported in {', '.join(homes)}"
    for importer, target in FORBIDDEN:
        if is_within(module, importer) and is_within(name, target):
            return f"{importer} must not import {target}"
    if is_within(name, "dashboard.views") and module not in ("dashboard.app", name):
        return "a view must not import a view" if is_within(module, "dashboard.views") else "only app.py imports views"
    return None


def sql_violations(path: Path, source: str) -> list[str]:
    """SQL text in a view: strings, also those put together from pieces, that read like a statement."""
    if not is_within(module_name(path), "dashboard.views"):
        return []
    tree = ast.parse(source)
    docstrings = {id(node.body[0].value) for node in ast.walk(tree) if has_docstring(node)}  # type: ignore[attr-defined]
    texts = ((node.lineno, text_of(node)) for node in ast.walk(tree) if isinstance(node, ast.Constant | ast.JoinedStr)
             and id(node) not in docstrings)  # fmt: skip
    return [f"{path.as_posix()}:{line}: SQL text in a view" for line, text in texts if SQL_TEXT.search(text)]


def has_docstring(node: ast.AST) -> bool:
    """Whether the node is a module, class or function that opens with a docstring."""
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    return isinstance(node, documented) and ast.get_docstring(node) is not None


def text_of(node: ast.Constant | ast.JoinedStr) -> str:
    """The text of a string, an f-string with its fields left as `{}`; empty for other constants."""
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node.value, str) else ""


def import_time_work(path: Path, source: str, constant: Set[str] = frozenset()) -> list[str]:
    """Statements that do work when the module is imported: loops, `with`, and calls that make no constant.

    `constant` names the project's own functions that may be called: see `constant_functions`.
    """
    tree = ast.parse(source)
    own = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    known = names_in(path, source)
    is_script = path.name == "app.py" or "views" in path.parts  # Streamlit runs these files; they start themselves
    return [
        f"{path.as_posix()}:{node.lineno}: work at import time ({ast.unparse(node)[:60]})"
        for statement in tree.body
        if not (is_script and starts_script(statement, own))
        for node in working(statement, known, constant)
    ]


def constant_functions(files: Mapping[Path, str]) -> set[str]:
    """The project's functions (`module.name`) that only make values, by what they call, through all levels."""
    calls: dict[str, set[str]] = {}
    for path, source in files.items():
        known = names_in(path, source)
        for function in ast.parse(source).body:
            if isinstance(function, ast.FunctionDef):
                inner = [called(node.func) for statement in function.body for node in calls_now(statement)]
                calls[known[function.name]] = {known.get(name, name) for name in inner}
    found: set[str] = set()
    while more := {name for name, used in calls.items() if all(is_constant(one, found) for one in used)} - found:
        found |= more
    return found


def names_in(path: Path, source: str) -> dict[str, str]:
    """What a module's own functions and its `from x import name` are called in full: name -> `module.name`."""
    own = {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    known = {name.rsplit(".", 1)[-1]: name for _, name in imported(path, source)}
    return known | {name: f"{module_name(path)}.{name}" for name in own}


def is_constant(name: str, constant: Set[str]) -> bool:
    """Whether calling this makes a constant: a constructor, a plain function that is named, or one of ours."""
    last = name.rsplit(".", 1)[-1]
    return name in constant or last in CONSTANT_CALLS or last[:1].isupper()


def starts_script(statement: ast.stmt, own: set[str]) -> bool:
    """`main()` of the same file, or the line that puts the project on the path."""
    if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)):
        return False
    function = statement.value.func
    return (isinstance(function, ast.Name) and function.id in own) or ast.unparse(function) == "sys.path.insert"


def working(statement: ast.stmt, known: Mapping[str, str], constant: Set[str]) -> Iterator[ast.stmt | ast.expr]:
    """The parts of one top-level statement that do work."""
    if isinstance(statement, ast.For | ast.While | ast.With | ast.AsyncFor | ast.AsyncWith | ast.Match):
        yield statement
    elif isinstance(statement, ast.ClassDef):
        for inner in statement.body:
            yield from working(inner, known, constant)
    elif isinstance(statement, ast.If):
        if "__main__" not in ast.unparse(statement.test):
            yield from (
                work for inner in (*statement.body, *statement.orelse) for work in working(inner, known, constant)
            )
    elif isinstance(statement, ast.Try):
        parts = (*statement.body, *statement.orelse, *statement.finalbody)
        yield from (work for inner in parts for work in working(inner, known, constant))
    elif isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Expr):
        for node in calls_now(statement):
            name = called(node.func)
            if not is_constant(known.get(name, name), constant):
                yield node


def calls_now(node: ast.AST) -> Iterator[ast.Call]:
    """Calls that run with the statement, so not those inside a lambda."""
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.Call):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from calls_now(child)


def called(function: ast.expr) -> str:
    """The last name of what is called: `re.compile` -> `compile`."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def size_violations(path: Path, text: str) -> list[str]:
    """Modules, views and panels that grew too large, and names that say nothing."""
    parts, lines = path.parts, len(text.splitlines())
    limit = PANEL_LINES if path.suffix == ".sql" else python_limit(parts)
    found = []
    if lines >= limit and (path.suffix != ".sql" or "panels" in parts):
        found.append(f"{path.as_posix()}: {lines} lines, must stay under {limit}: split it by noun")
    if path.stem in DRAWERS:
        found.append(f"{path.as_posix()}: name it after what it holds")
    if "pages" in parts:
        found.append(f"{path.as_posix()}: Streamlit treats a folder named pages in its own way; use views")
    return found


def python_limit(parts: tuple[str, ...]) -> int:
    """How many lines a Python file in this folder must stay under."""
    if parts[0] == "tests":
        return TEST_LINES
    return VIEW_LINES if "views" in parts else MODULE_LINES


def modules(root: Path, *folders: str) -> dict[Path, str]:
    """The Python files below these folders: path from the root -> source."""
    found = (path for folder in folders for path in sorted((root / folder).rglob("*.py")))
    return {path.relative_to(root): path.read_text(encoding="utf-8") for path in found}


def queries(root: Path) -> dict[Path, str]:
    """The SQL files of the project: path from the root -> text."""
    found = sorted((root / "queries").rglob("*.sql"))
    return {path.relative_to(root): path.read_text(encoding="utf-8") for path in found}
