"""Loading: files become the canonical tables of a building version, checked row by row."""

from dashboard.load.build import build
from dashboard.load.request import DateOrder, LoadRequest, Progress
from dashboard.load.result import Built, FileReport, LoadResult, TableReport

__all__ = [
    "Built",
    "DateOrder",
    "FileReport",
    "LoadRequest",
    "LoadResult",
    "Progress",
    "TableReport",
    "build",
]
