"""What a missing column is, and what filling it would add, in the words of the data model."""

from dashboard import contracts
from dashboard.contracts import Need
from dashboard.topics import gaps


def sentence(needs: str) -> str:
    """`needs losses.lost_at` as a sentence: which column, what it holds, and which numbers it brings.

    `needs` is what `measures.availability` says: `needs table.column` or `needs table.column = value`.
    """
    place, _, value = needs.removeprefix("needs ").partition(" = ")
    table, _, column = place.partition(".")
    need = Need(table, column, value or None)
    meaning = gaps.meaning(need).rstrip(".")
    unlocked = contracts.tables()[table].columns[column].unlocks
    gain = f" It adds {unlocked}." if unlocked and not value else ""
    return f"Needs `{gaps.in_words(need)}`: {meaning[:1].lower()}{meaning[1:]}.{gain}"
