"""The style of the SQL files, as one function from text to violations in words, each with `file:line`.

The files run on DuckDB today and shall run on Apache Spark later, so what only DuckDB understands stays out.
`test_sql_style.py` applies the rules to `queries/` and to planted violations.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import sqlglot
from sqlglot import ErrorLevel, Token, TokenType, exp
from sqlglot.errors import SqlglotError

FILE_NAME = re.compile(r"[a-z][a-z0-9_]*")
GRAIN = re.compile(r"-- one row per \w")
KPI_HEADER = re.compile(r"-- [a-z_]+: \S")
QUOTED = {TokenType.STRING, TokenType.IDENTIFIER, TokenType.NATIONAL_STRING, TokenType.HEREDOC_STRING}
FRACTIONS = exp.DataType.REAL_TYPES
ROUNDINGS = exp.Round | exp.Floor | exp.Ceil
ONLY_DUCKDB_JOINS = {"ASOF", "POSITIONAL"}

Found = Iterator[tuple[int, str]]


def violations(path: Path, text: str) -> list[str]:
    """Everything that this SQL file does against the style; `path` starts at the project root."""
    found = [*opening(path, text)]
    try:
        statements = sqlglot.parse(text, read="duckdb")
        tokens = sqlglot.tokenize(text, read="duckdb")
    except SqlglotError as error:
        return [f"{path.as_posix()}:1: does not parse: {str(error).splitlines()[0]}"]
    found += words(text, tokens)
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        found.append((1, "a file holds exactly one select"))
    else:
        found += [bad for rule in TREE_RULES for bad in rule(statements[0])]
    return [f"{path.as_posix()}:{line}: {reason}" for line, reason in found]


def opening(path: Path, text: str) -> Found:
    """The file's name and its first line."""
    if not FILE_NAME.fullmatch(path.stem):
        yield 1, "name the file after its object, in lower case with underscores"
    if "kpis" in path.parts:
        if not KPI_HEADER.match(text):
            yield 1, "a KPI opens with `-- key: value` lines"
    elif not GRAIN.match(text):
        yield 1, "the first line names the grain: `-- one row per …`"


def words(text: str, tokens: list[Token]) -> Found:
    """Upper case outside quotes and comments."""
    for token in tokens:
        written = text[token.start : token.end + 1]
        if token.token_type not in QUOTED and written != written.lower():
            yield token.line, f"write {written} in lower case"


def constructs(query: exp.Expr) -> Found:
    """Constructs that Spark lacks or reads in another way."""
    for kind, reason in (
        (exp.Pivot, "no pivot: name the columns with filter (where …)"),
        (exp.Lateral, "no lateral join"),
        (exp.Lambda, "no lambda: unnest in a CTE of its own"),
        (exp.Comprehension, "no list comprehension: unnest in a CTE of its own"),
        (exp.IntDiv, "no //: divide, then floor()"),
        (exp.DayOfWeekIso, "no isodow(): weeks and weekdays are columns of the warehouse"),
        (exp.Columns, "no columns(): name them"),
        (exp.DateDiff, "no date_diff(): it counts borders crossed; subtract epochs or dates"),
    ):
        for node in query.find_all(kind):
            yield line_of(node), reason
    for group in query.find_all(exp.Group):
        if group.args.get("all"):
            yield line_of(group), "no group by all: name the columns"
    for join in query.find_all(exp.Join):
        if str(join.args.get("method", "")).upper() in ONLY_DUCKDB_JOINS:
            yield line_of(join), f"no {join.args['method'].lower()} join"


def short_aliases(query: exp.Expr) -> Found:
    """Aliases of one letter, of tables, columns and CTEs."""
    for node in query.find_all(exp.Alias, exp.TableAlias):
        names = (node.alias or node.name, *(column.name for column in node.args.get("columns") or ()))
        yield from ((line_of(node), f"alias {name}: use a word") for name in names if len(name) == 1)


def risky_casts(query: exp.Expr) -> Found:
    """Casts of fractions to whole numbers: DuckDB rounds, Spark cuts off."""
    for cast in query.find_all(exp.Cast):
        is_rounded = isinstance(cast.this, ROUNDINGS)
        if cast.to.this in exp.DataType.INTEGER_TYPES and not is_rounded and is_fraction(cast.this):
            yield line_of(cast), "cast of a fraction to a whole number: floor() or round() it first"


def is_fraction(value: exp.Expr) -> bool:
    """Whether the expression shows that it may hold a fraction."""
    return any(
        isinstance(node, exp.Div | exp.Avg)
        or (isinstance(node, exp.Literal) and not node.is_string and "." in node.name)
        or (isinstance(node, exp.Cast) and node.to.this in FRACTIONS)
        for node in value.walk()
    )


def unsafe_divisions(query: exp.Expr) -> Found:
    """Divisions whose divisor may be zero: DuckDB answers infinity, Spark NULL or an error."""
    for division in query.find_all(exp.Div):
        divisor = division.expression.unnest()
        is_number = divisor.is_number and float(divisor.to_py()) != 0
        if not (is_number or isinstance(divisor, exp.Nullif) or is_guarded(division, divisor)):
            yield line_of(division), "divide by nullif(…, 0), so that nothing is divided by zero"


def is_guarded(division: exp.Expr, divisor: exp.Expr) -> bool:
    """Whether a `case when <divisor> > 0 then` (or `<> 0`) stands around the division."""
    branch = division.find_ancestor(exp.If)
    return branch is not None and any(test.this == divisor for test in branch.this.find_all(exp.GT, exp.NEQ))


def crowded_unnests(query: exp.Expr) -> Found:
    """Unnest beside other work: Spark allows it only in a select of its own."""
    for unnest in query.find_all(exp.Unnest, exp.Explode):
        if not isinstance(holder := unnest.find_ancestor(exp.Select), exp.Select) or not holder.find_ancestor(exp.CTE):
            yield line_of(unnest), "unnest in a CTE of its own"


def untranslatable(query: exp.Expr) -> Found:
    """What sqlglot cannot say in Spark's dialect."""
    try:
        query.sql(dialect="spark", unsupported_level=ErrorLevel.RAISE)
    except SqlglotError as error:
        yield 1, f"does not translate to Spark: {error}"


def line_of(node: exp.Expr) -> int:
    """The line of the first thing inside the node whose place is known; 1 when none is."""
    return next((int(inner.meta["line"]) for inner in node.walk() if "line" in inner.meta), 1)


TREE_RULES: tuple[Callable[[exp.Expr], Found], ...] = (
    constructs,
    short_aliases,
    risky_casts,
    unsafe_divisions,
    crowded_unnests,
    untranslatable,
)
