"""What a missing column is, and what filling it would add, in the words of the data model."""

from dashboard import contracts


def sentence(needs: str) -> str:
    """`needs losses.lost_at` as a sentence: which column, what it holds, and which numbers it brings.

    `needs` is what `measures.availability` says: `needs table.column` or `needs table.column = value`.
    """
    place, _, value = needs.removeprefix("needs ").partition(" = ")
    table, _, name = place.partition(".")
    column = contracts.tables()[table].columns[name]
    wanted = f"`{place}` = `{value}`" if value else f"`{place}`"
    meaning = f"{column.description[:1].lower()}{column.description[1:].rstrip('.')}"
    gain = f" It adds {column.unlocks}." if column.unlocks else ""
    return f"Needs {wanted}: {meaning}.{gain}"
