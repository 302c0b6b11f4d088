"""A table or chart of a page as an export: the rows and columns that the page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd
import pyarrow as pa

from dashboard.engine import kpis, weeks, what_if
from dashboard.exports import meanings, small_cells
from dashboard.exports.about import About
from dashboard.exports.export import Export, file_name
from dashboard.exports.rows import Held
from dashboard.presentation.selection import Selection

PERSONAL = frozenset({"Customer", "Name", "Who", "Text", "What was said"})
"""Headings below which pages show names of customers or what they wrote."""

_DECIMALS = 9
"""Beyond these, a number is what sums of binary fractions leave behind."""

_AS_SHOWN = "The rows that the page shows; where a page lists the first ones only, it says so there."


@dataclass(frozen=True)
class Shown:
    """A table as a page shows it: `label` says what it is, `headings` and `help` are by column of the frame.

    `personal` names headings with personal data beside those of `PERSONAL`.
    """

    key: str
    label: str
    frame: pd.DataFrame
    headings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    help: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    order: Sequence[str] | None = None
    personal: frozenset[str] = frozenset()


def export(
    shown: Shown,
    chosen: Selection,
    kpi_ids: Sequence[str] = (),
    sql: Sequence[str] = (),
    *,
    link: str | None = None,
    settings: Mapping[str, str] | None = None,
    personal: bool = False,
) -> Export:
    """The table with what it says of itself; `kpi_ids` and `sql` are the measures and selects behind it,
    `settings` those in force.

    Columns with personal data leave only if `personal`; values of survey measures that rest on too few cases not at
    all.
    """
    version = chosen.choices.version
    measures = tuple(what_if.definition(kpis.find(one), what_if.split(version.version)[1]) for one in kpi_ids)
    frame = _with_headings(shown)
    found = tuple(name for name in frame if name in PERSONAL | shown.personal and frame[name].notna().any())
    if found and not personal:
        frame = _without_names(frame.drop(columns=list(found)), shown.frame)
    surveys = any(small_cells.is_survey(kpi) for kpi in measures)
    frame, hidden = small_cells.without_small(frame) if surveys else (frame, 0)
    about = About(
        title=shown.label,
        version=version,
        rows=len(frame),
        filters=chosen.words(),
        weeks=f"{weeks.label(chosen.first)} to {weeks.label(chosen.last)}",
        columns=meanings.of_table(frame, {shown.headings.get(name, name): text for name, text in shown.help.items()}),
        kpis=measures,
        sql=tuple(sql),
        link=link,
        settings=settings or {},
        notes=(_AS_SHOWN, *([small_cells.NOTE] if hidden else [])),
    )
    rows = Held(pa.Table.from_pandas(frame, preserve_index=False))
    return Export(file_name(shown.key, version), rows, about, found, personal and bool(found))


def _with_headings(shown: Shown) -> pd.DataFrame:
    """The columns that are shown, under the headings that the reader sees; no heading comes twice."""
    kept = [name for name in shown.order or shown.frame.columns if name in shown.frame]
    frame = shown.frame[kept].copy()
    taken: dict[str, int] = {}
    for at, name in enumerate(kept):
        heading = shown.headings.get(name, str(name)).strip() or "Mark"
        taken[heading] = taken.get(heading, 0) + 1
        kept[at] = heading if taken[heading] == 1 else f"{heading} {taken[heading]}"
    frame.columns = pd.Index(kept)
    frame = frame.round(dict.fromkeys(frame.select_dtypes("floating"), _DECIMALS))
    return frame.astype({name: "string" for name in kept if frame[name].dtype == "object" and _is_mixed(frame[name])})


def _is_mixed(column: "pd.Series[object]") -> bool:
    return bool(column.dropna().map(type).nunique() > 1)


def _without_names(frame: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """The numbers of the customers in the place of their names, where the page knows them."""
    if "customer_id" in whole and not frame.columns.isin(["customer_id", "Number"]).any():
        frame.insert(0, "customer_id", whole["customer_id"].to_numpy())
    return frame
