"""How large the modules, functions and queries are: a limit on the typical function, and a few lines under each run."""

import ast
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from tests.architecture import modules, queries

MEDIAN_FUNCTION_LINES = 12

Sized = tuple[str, int]


def function_lengths(path: Path, source: str) -> list[Sized]:
    """Every function and method as (`module.name`, lines, docstring and decorators' bodies included)."""
    nodes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [(f"{path.stem}.{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1) for node in nodes]


def all_functions(files: dict[Path, str]) -> list[Sized]:
    """The functions of all these files."""
    return [sized for path, text in files.items() for sized in function_lengths(path, text)]


def typical(functions: Iterable[Sized]) -> float:
    """The median number of lines; 0 for none."""
    return median([lines for _, lines in functions] or [0])


def report(root: Path) -> list[str]:
    """The largest modules, functions and queries of the product, in three lines."""
    product = modules(root, "dashboard")
    functions = all_functions(product)
    return [
        f"{len(product)} modules; largest: {largest(files(product))}",
        f"{len(functions)} functions, median {typical(functions):g} lines; longest: {largest(functions)}",
        f"{len(queries(root))} queries; largest: {largest(files(queries(root)))}",
    ]


def files(texts: dict[Path, str]) -> list[Sized]:
    """Lines of every file."""
    return [(path.as_posix(), len(text.splitlines())) for path, text in texts.items()]


def largest(sized: Iterable[Sized], count: int = 5) -> str:
    """The largest few, as `name 240, name 198`."""
    return ", ".join(f"{name} {lines}" for name, lines in sorted(sized, key=lambda item: -item[1])[:count]) or "none"
