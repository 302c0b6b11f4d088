"""The tables of the page about the data."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import contracts
from dashboard.components import page, page_data, pick, sign_in
from dashboard.presentation import formats, names
from dashboard.topics import dictionary, gaps, inventory
from dashboard.topics.dictionary import Used
from dashboard.topics.gaps import Gap
from dashboard.topics.inventory import Filled, Inventory, Kept
from dashboard.topics.rejected import Rejected

_DELIMITERS = MappingProxyType({",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"})
_MOST_GAPS = 10
_SOME = 4
"""So many measures are named; of more the number is told."""


def files(loaded: Inventory) -> None:
    """Every table with its rows and the file they came from: read = loaded + rejected + double."""
    rows = [_file(file) for file in loaded.files]
    with st.container(key="unbroken-files"):  # see screen.css
        table(rows, "Loaded tables with the file each one came from and its counts of rows")


def _file(file: Mapping[str, Any]) -> dict[str, str | int]:
    kind = [str(file["encoding"] or "").upper(), _DELIMITERS.get(file["delimiter"], ""), file["mapping"] or ""]
    return {
        "Table": file["table_name"],
        "Loaded": file["count_loaded"],
        "Read": file["count_read"],
        "Rejected": file["count_rejected"],
        "Double": file["count_duplicates"],
        "File": page.plain(_file_name(file["path"])),
        "Read as": page.plain(", ".join(part for part in kind if part)) or "–",
        "Dates": page.plain(_dates(file["date_formats"])),
    }


def _file_name(path: str) -> str:
    """The last part of a path of any system; the folders are nobody's business."""
    return PurePath(path.replace("\\", "/")).name


def _dates(words: str | None) -> str:
    """One word when all columns of dates are written alike."""
    orders = dict.fromkeys(part.partition(": ")[2] for part in (words or "").split(", ") if part)
    return (words or "") if len(orders) > 1 else next(iter(orders), "–")


def ladder(loaded: Inventory) -> None:
    """The steps from tickets alone to everything: which are reached, what each needs and adds."""
    missing = {tier.name for tier in loaded.next_tiers}
    rows = [
        {
            "Step": f"○ {tier.name}" if tier.name in missing else f"● **{tier.name}**",
            "Adds": tier.unlocks[:1].upper() + tier.unlocks[1:],
            "Needs": _code(gaps.needs_of_tier(tier)),
        }
        for tier in contracts.tiers()
    ]
    table(rows, "The steps of the data, which of them are reached, what each adds and needs")


def missing_columns(found: Iterable[Gap]) -> None:
    """The columns that nothing fills, with the measures that wait for them."""
    rows = [
        {
            "Column": _code(gap.words),
            "What it holds": gap.meaning,
            "Adds at once": _measures([kpi.label for kpi in gap.adds]),
            "Adds with others": _measures([kpi.label for kpi in gap.helps]),
        }
        for gap in found
    ]
    table(rows[:_MOST_GAPS], "Columns that nothing fills, and the measures that wait for them")
    if rest := rows[_MOST_GAPS:]:
        with st.expander(f"{formats.plural(len(rest), 'more gap')}, each worth less"):
            table(rest, "Further columns that nothing fills, and the measures that wait for them")


def _measures(labels: list[str]) -> str:
    if not labels:
        return "–"
    named = ", ".join(labels[:_SOME])
    more = f" and {len(labels) - _SOME} more" if len(labels) > _SOME else ""
    return f"**{len(labels)}**: {named}{more}"


def empty_columns(loaded: Inventory) -> None:
    """Columns of loaded tables that are empty and would add something that is no measure."""
    rows = [{"Column": _code(f"{one.table}.{one.column}"), "Would add": one.unlocks} for one in loaded.missing]
    table(rows, "Empty columns of the loaded tables, and what each would add")


def oddities(loaded: Inventory) -> None:
    """What was looked for without finding it, then what was odd and what was done about it."""
    absent = [check.words[:1].lower() + check.words[1:] for check in inventory.checks(loaded) if not check.found]
    st.caption(f"Looked for and not found: {'; '.join(absent)}." if absent else "Every check found something.")
    st.markdown("\n".join(f"- {_remark(one, loaded)}" for one in loaded.warnings))


def _remark(one: Mapping[str, Any], loaded: Inventory) -> str:
    """A remark of the loader; files by their names."""
    text = str(one["message"])
    for file in loaded.files:
        text = text.replace(str(file["path"]), _file_name(file["path"]))
    return page.plain(text)


def rejects(rejected: Rejected | None, whole_file: Callable[[bool], bytes]) -> None:
    """How many rows break which rule, the first of them, and all as a file; see `inventory_data.rejects_csv`."""
    if rejected is None:
        st.caption("None: every row was taken.")
        return
    counted = formats.plural(rejected.count, "line")
    st.caption(f"{'' if rejected.is_whole else 'The first '}{counted} of the file, one for each broken rule.")
    rows: list[dict[str, str | int]] = [
        {"Rows": count, "Table": table, "Column": column or "–", "Rule": page.plain(rule)}
        for (table, column, rule), count in rejected.by_rule
    ]
    table(rows, "Rules that rejected rows break")
    frame = pd.DataFrame(rejected.first)[["file", "line", "column", "value", "rule"]]
    frame["file"] = frame["file"].map(_file_name)
    headings = {name: name.capitalize() for name in frame} | {"value": "Text"}  # below it, exports expect personal data
    _frame(frame.rename(columns=headings), "The first rejected rows, with file, line and rule")
    has_raw = sign_in.switch("With what stood in the files, which may be personal; this is recorded", "rejects-raw")
    st.download_button(
        "All rejected rows as CSV",
        partial(whole_file, has_raw),
        file_name="rejected_rows.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def channels(rows: Iterable[Mapping[str, Any]]) -> None:
    """Which channels say what the company wrote; on the others apologies are unknown."""
    told = [
        {
            "Channel": page.plain(names.of("channel", str(row["channel"]))),
            "Incidents": int(row["count_incidents"]),
            "What we wrote": "● in the data" if row["is_captured"] else "○ not in the data: apologies unknown",
        }
        for row in rows
    ]
    table(told, "Channels, their incidents, and whether what the company wrote is in the data")


def columns(filled: Iterable[Filled], total: int) -> None:
    """Every column of a table: how full it is, what it holds, what it adds."""
    frame = pd.DataFrame(
        {
            "Column": one.column.name,
            "Filled": _share(one.count, total),
            "Rows": one.count,
            "What it holds": one.column.description,
            "Adds": one.column.unlocks,
            "Kind": _kind(one),
        }
        for one in filled
    )
    config = {
        "Column": st.column_config.TextColumn(width=170),
        "Filled": st.column_config.ProgressColumn(format="%d%%", min_value=0, max_value=100, color="gray", width=110),
        "Rows": st.column_config.NumberColumn(format="localized", width=80),
        **{name: st.column_config.TextColumn(width=285) for name in ("What it holds", "Adds")},
    }
    _frame(frame, "The columns of the table and how many rows fill each", config, most=40)


def _share(count: int, total: int) -> int:
    """Percent, so rounded that only a full column is 100 and only an empty one 0."""
    return max(100 * count // total, 1) if count and total else 0


def _kind(one: Filled) -> str:
    kind = (
        f"list {one.column.list}" if one.column.list else "yes or no" if one.column.type == "bool" else one.column.type
    )
    return f"{kind}, required" if one.column.required else f"{kind}, personal" if one.column.pii else kind


def codes(found: Iterable[Used]) -> None:
    """Codes with their labels in all languages, and how often the data have them."""
    frame = pd.DataFrame(
        {
            "List": used.code.list,
            "Code": used.code.code,
            **{name: used.code.labels[key] for key, name in dictionary.LANGUAGES.items()},
            "In your data": used.count,
        }
        for used in found
    )
    config = {"In your data": st.column_config.NumberColumn(format="localized", width=100)}
    _frame(frame, "Codes with their labels in four languages", config, most=20)


def versions(kept: Iterable[Kept], current: str) -> None:
    """The versions on disk: which is in force, when it was published, and how far its data go."""
    rows = [
        {
            "Version": f"**{one.name}**" if one.name == current else one.name,
            "State": "in force" if one.name == current else "kept",
            "Published": formats.moment(one.version.created_at, one.version.timezone) if one.version else "–",
            "Data to": formats.moment(one.version.as_of, one.version.timezone) if one.version else "cannot be read",
            "Step": (one.version.tier if one.version else None) or "–",
            "Size": f"{one.size / 1e6:,.0f} MB" if one.size is not None else "–",
            "Rejected rows": "yes" if one.has_rejects else "none",
        }
        for one in kept
    ]
    with st.container(key="unbroken-versions"):
        table(rows, "Versions kept on disk")


def _code(text: str) -> str:
    """Names of columns in the letters of code; the words between them stay as they are."""
    return " ".join(f"`{word.rstrip(',')}`{',' * word.endswith(',')}" if "." in word else word for word in text.split())


def table(rows: Sequence[Mapping[str, str | int]], alt: str) -> None:
    """Draw a table that wraps and prints; whole numbers stand right-aligned."""
    if not rows:
        st.caption("None.")
        return
    frame = pd.DataFrame(rows)
    page_data.table(alt, alt, frame)
    st.table(frame.style.format(thousands=","), border="horizontal", hide_index=True, alt=alt)


def _frame(
    frame: pd.DataFrame,
    alt: str,
    config: Mapping[str, Any] | None = None,
    *,
    most: int = 12,
) -> None:
    pick.table(f"table {alt}", frame, alt=alt, columns=config, most_rows=most)
