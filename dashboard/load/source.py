"""One input file as rows of text: whatever its format, its columns are `c0`, `c1`, ... of type VARCHAR."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlglot import exp

SOURCE_LINE, FILE_ROW_NUMBER = "source_line", "file_row_number"


@dataclass(frozen=True)
class Source:
    """An opened file.

    `rows` selects c0, c1, ... in the order of the file, with `source_line` first when `has_lines`; `parameters` are
    bound to it. `text` is the UTF-8 file that DuckDB reads, None for Parquet, whose rows carry `file_row_number`
    instead. `is_plain`: nothing seen so far speaks against reading it in one quick pass;
    `has_odd_blanks`: it may hold tabs or no-break spaces.
    """

    path: Path
    headers: tuple[str, ...]
    rows: exp.Select
    parameters: Mapping[str, Any] = field(default_factory=dict)
    encoding: str | None = None
    delimiter: str | None = None
    text: Path | None = None
    has_lines: bool = False
    is_plain: bool = True
    has_odd_blanks: bool = True

    @property
    def row_number(self) -> exp.Expr | None:
        """The number of a row in the file, counted from 0, where the rows carry it; None = it is their position."""
        return exp.column(FILE_ROW_NUMBER) if self.text is None else None

    def column(self, position: int) -> exp.Column:
        """The text column at a position of the header, counted from 0."""
        return exp.column(f"c{position}")
