"""How sure the detector is of a label: how often it was right on labelled messages, at the lower 95 % limit.

The numbers are data (`data/patterns/confidence.csv`), written by `python -m dashboard detect --measure`. They come from
the labelled messages that are held back, and few messages make a low limit: three of three are no certainty.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.detect.patterns import FOLDER

if TYPE_CHECKING:
    from dashboard.detect.messages import Labels

FILE = FOLDER / "confidence.csv"
LABELS = ("specific", "formulaic", "non_apology", "sympathy", "none", "promise_dated", "promise_undated",
          "compensation", "explanation", "excuse")  # fmt: skip
COLUMNS = ("language", "label", "messages", "right", "confidence")


def given(labels: "Labels") -> Iterator[str]:
    """The names of the labels that a message got: its grade, and what else it says."""
    yield labels.grade
    if labels.promise != "none":
        yield f"promise_{labels.promise}"
    if labels.has_compensation:
        yield "compensation"
    if labels.has_explanation:
        yield "explanation"
    if labels.has_excuse:
        yield "excuse"


def of(language: str, label: str) -> float:
    """The confidence, 0 to 1, of a label such as `specific` or `promise_dated`; 0 when it was never measured."""
    return table().get((language, label), 0.0)


def least(labels: "Labels") -> float:
    """The confidence of the least sure label of a message."""
    return min(of(labels.language, name) for name in given(labels))


@cache
def table() -> Mapping[tuple[str, str], float]:
    """(language, label) -> confidence, as measured last; empty before the first measurement."""
    if not FILE.exists():
        return MappingProxyType({})
    with FILE.open(encoding="utf-8", newline="") as rows:
        return {(row["language"], row["label"]): float(row["confidence"] or 0) for row in csv.DictReader(rows)}
