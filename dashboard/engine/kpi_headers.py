"""The header of a KPI file: `-- key: value` lines, checked line by line.

Every fault is named as `file:line: rule`, so that whoever adds a KPI finds it at once.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError

from dashboard import contracts, settings
from dashboard.contracts import Need
from dashboard.errors import AmendsError

DIMENSIONS = (
    "team_id",
    "agent_id",
    "channel",
    "product",
    "segment",
    "cause_code",
    "severity",
    "justified",
    "language",
)
"""What a KPI can be broken down by."""

CASE_COLUMNS = (
    "case_id",
    "matures_at",
    "incident_id",
    "customer_id",
    *DIMENSIONS,
    "is_internal",
    "kind",
)
"""What every KPI's select must return, beside one of `AXES` and what its shape asks for."""

AXES = ("week", "month", "quarter")
"""The time axes: the select returns one of them, a Monday or the first day of the month or quarter."""

SHAPE_COLUMNS = {
    "ratio": ("numerator", "denominator"),
    "distribution": ("numerator", "denominator"),
    "sum": ("numerator", "denominator"),
    "reduced": ("numerator", "denominator"),
    "time_to_event": ("duration", "is_event"),
}
"""What the select returns by shape; the second-named tells known from unknown cases (`duration` for times)."""

UNITS = (
    "percent",
    "ratio",
    "points",
    "count",
    "per_100",
    "per_1000",
    "hours",
    "days",
    "money",
    "people",
    "index",
    "survival",
    "distribution",
    "curve",
    "table",
)
"""The units of values: shares are percent, survival or distribution."""

_REQUIRED = (
    "label",
    "question",
    "family",
    "shape",
    "unit",
    "better",
    "clock",
    "horizon",
    "min_n",
    "uncertainty",
    "additivity",
    "needs",
    "numerator",
    "denominator",
    "excluded",
    "traps",
)
_OPTIONAL = ("id", "category", "final", "also_by", "overview", "beside", "subject", "page_weeks")
_CHOICES = {
    "shape": tuple(SHAPE_COLUMNS),
    "unit": UNITS,
    "better": ("up", "down", "neutral"),
    "clock": (
        "opened",
        "answered",
        "claim",
        "due",
        "made",
        "deadline",
        "event",
        "lost",
        "month",
        "quarter",
        "snapshot",
    ),
    "uncertainty": ("wilson", "kaplan_meier", "bootstrap", "poisson", "mantel_haenszel", "assumption", "none"),
    "additivity": ("additive", "cases", "snapshot", "distinct"),
}


def shown_path(path: Path) -> str:
    """The path as errors and the dictionary show it: relative to the project where it lies inside."""
    return path.relative_to(settings.ROOT).as_posix() if path.is_relative_to(settings.ROOT) else path.as_posix()


class HeaderReader:
    """Reads one file, remembering on which line each header key stands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.values: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.first_sql_line = 1

    def header(self) -> Mapping[str, str]:
        """The header as key -> value, every key known, every required key there, every choice valid."""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if not line.startswith("--"):
                self.first_sql_line = number
                break
            self._add(number, line.removeprefix("--"))
        self._check_values()
        return self.values

    def _check_values(self) -> None:
        for key in _REQUIRED:
            if key not in self.values:
                raise self.fault(1, f"the header has no “{key}”")
        for key, choices in _CHOICES.items():
            if self.values[key] not in choices:
                raise self.fault(self.lines[key], f"{key} “{self.values[key]}” is none of {', '.join(choices)}")
        if self.values.get("id", self.path.stem) != self.path.stem:
            raise self.fault(self.lines["id"], f"id “{self.values['id']}” is not the file name “{self.path.stem}”")
        if (self.values["shape"] == "distribution") != ("category" in self.values):
            raise self.fault(self.lines["shape"], "a distribution, and only a distribution, names its category")
        if "beside" in self.values and not _facts(self.values["beside"]).is_file():
            raise self.fault(self.lines["beside"], f"there is no {shown_path(_facts(self.values['beside']))}")
        if self.values.get("final", "never") != "never":
            raise self.fault(self.lines["final"], "final is `never` or left out")

    def beside(self) -> tuple[Path, ...]:
        """The files with the facts to read beside the number: of another KPI if the header names one, and its own."""
        names = [name for name in (self.values.get("beside"), self.path.stem) if name]
        return tuple(path for path in map(_facts, names) if path.is_file())

    def _add(self, number: int, line: str) -> None:
        key, colon, value = line.partition(":")
        key, value = key.strip(), value.strip()
        if not colon or not value:
            raise self.fault(number, "a header line reads `-- key: value`")
        if key not in (*_REQUIRED, *_OPTIONAL):
            raise self.fault(number, f"there is no header key “{key}”{_nearest(key, (*_REQUIRED, *_OPTIONAL))}")
        if key in self.values:
            raise self.fault(number, f"“{key}” is given twice")
        self.values[key], self.lines[key] = value, number

    def select(self) -> exp.Select:
        """The one select of the file."""
        try:
            statements = [statement for statement in sqlglot.parse(self.text, read="duckdb") if statement is not None]
        except ParseError as error:
            first = error.errors[0] if error.errors else {}
            rule = f"the SQL cannot be parsed: {first.get('description', error)}"
            raise self.fault(first.get("line") or self.first_sql_line, rule) from error
        if len(statements) != 1:
            raise self.fault(self.first_sql_line, f"one select is expected, {len(statements)} statements stand here")
        if not isinstance(statements[0], exp.Select):
            raise self.fault(self.first_sql_line, "a KPI is a select and nothing else")
        return statements[0]

    def check_columns(self, columns: Iterable[str]) -> str:
        """Whether all columns are returned; the answer is the time axis, one of `AXES`."""
        present = set(columns)
        named = [self.values[key] for key in ("category", "also_by") if key in self.values]
        wanted = (*CASE_COLUMNS, *SHAPE_COLUMNS[self.values["shape"]], *named)
        missing = [column for column in wanted if column not in present]
        if missing:
            raise self.fault(self.first_sql_line, f"the select does not return {', '.join(missing)}")
        axes = present & set(AXES)
        if len(axes) != 1:
            raise self.fault(self.first_sql_line, f"the select returns one of {', '.join(AXES)}")
        return axes.pop()

    def number(self, key: str) -> int:
        """A whole number of the header."""
        if not self.values[key].isdigit():
            raise self.fault(self.lines[key], f"{key} “{self.values[key]}” is not a whole number")
        return int(self.values[key])

    def days(self, key: str) -> int | None:
        """A number of days like `28 d`; None for `none`."""
        value = self.values[key]
        if value == "none":
            return None
        if not value.endswith(" d") or not value.removesuffix(" d").isdigit():
            raise self.fault(self.lines[key], f"{key} “{value}” is neither `none` nor a number of days like `28 d`")
        return int(value.removesuffix(" d"))

    def needs(self) -> tuple[tuple[Need, ...], ...]:
        """Groups separated by `;`, alternatives by ` or `, each `table.column` or `table.column=value`."""
        groups = self.values["needs"].split(";")
        return tuple(tuple(self._need(text.strip()) for text in group.split(" or ")) for group in groups)

    def _need(self, text: str) -> Need:
        place, _, value = text.partition("=")
        table, _, column = place.partition(".")
        tables = contracts.tables()
        if table not in tables:
            raise self.fault(self.lines["needs"], f"there is no table “{table}”{_nearest(table, tables)}")
        if column not in tables[table].columns:
            names = tables[table].columns
            raise self.fault(self.lines["needs"], f"there is no column “{table}.{column}”{_nearest(column, names)}")
        return Need(table, column, value or None)

    def fault(self, line: int, rule: str) -> AmendsError:
        """The error `file:line: rule`."""
        return AmendsError(f"{shown_path(self.path)}:{line}: {rule}")


def _facts(kpi_id: str) -> Path:
    return settings.QUERIES / "beside" / f"{kpi_id}_facts.sql"


def _nearest(word: str, choices: Iterable[str]) -> str:
    nearest = get_close_matches(word, list(choices), n=1)
    return f"; did you mean “{nearest[0]}”?" if nearest else ""
