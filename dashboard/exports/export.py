"""Rows together with what they say of themselves, ready to be written."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.engine import what_if
from dashboard.exports.about import About
from dashboard.exports.rows import Rows
from dashboard.warehouse.reader import Version


@dataclass(frozen=True)
class Export:
    """One export: `name` is that of its files without the ending.

    `personal` names the columns with personal data that were left out or, if `has_personal`, that are in the rows;
    `few_answers` those that hold survey answers of too few people because somebody asked for them.
    """

    name: str
    rows: Rows
    about: About
    personal: tuple[str, ...] = ()
    has_personal: bool = False
    few_answers: tuple[str, ...] = ()

    @property
    def recorded(self) -> tuple[str, ...]:
        """The columns that leave only once it is written down who takes them."""
        return (*(self.personal if self.has_personal else ()), *self.few_answers)


Making = Callable[[bool], Export]
"""Makes an export; the argument says whether personal data may be in it."""


def file_name(text: str, version: Version) -> str:
    """The name of an export's files; one of the sample company or of what is tried out says so, wherever it goes."""
    tried = f"what-if-{text}" if what_if.split(version.version)[1] else text
    return f"sample-company-invented-data-{tried}" if version.is_sample else tried
