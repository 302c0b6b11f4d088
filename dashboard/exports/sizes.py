"""How large the file of an export will be, told from its first rows."""

from dataclasses import replace

from dashboard.exports import files
from dashboard.exports.export import Export

SAMPLED = 500
"""Rows up to which a size is exact."""


def estimate(export: Export, form: str) -> int:
    """The size in bytes; exact for a small export."""
    total = export.about.rows
    if total <= SAMPLED:
        return len(files.content(export, form))
    few = len(files.content(replace(export, rows=export.rows.first(SAMPLED // 5)), form))
    many = len(files.content(replace(export, rows=export.rows.first(SAMPLED)), form))
    per_row = (many - few) / (SAMPLED - SAMPLED // 5)
    return int(many + per_row * (total - SAMPLED))


def words(size: int) -> str:
    """A size for people: `850 bytes`, `12 KB`, `3.4 MB`."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1e3:.0f} KB" if size < 1e6 else f"{size / 1e6:,.1f} MB"
