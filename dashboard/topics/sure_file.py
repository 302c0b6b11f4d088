"""What people judged as labelled messages, in the columns of `data/patterns/corpus`: a file to measure the detector on.

`python -m dashboard detect FILE --measure` reads it. Of a label that nobody judged it holds what was read; the column
`judged` names those that somebody did.
"""

from collections.abc import Mapping
from typing import Any, cast

import pandas as pd
import pyarrow as pa

from dashboard.detect.judging import FLAGS
from dashboard.detect.messages import Labels
from dashboard.engine import panel_rows
from dashboard.exports import files
from dashboard.presentation import records
from dashboard.state.database import State
from dashboard.topics import label_verdicts
from dashboard.topics.label_verdicts import Said
from dashboard.warehouse.reader import Warehouse

COLUMNS = (
    *("id", "language", "author_role", "text", "grade", "promise", "compensation", "explanation", "excuse"),
    *("industry", "register", "split", "judged", "reviewers", "reviewed_at"),
)
PERSONAL = ("text", "reviewers")
"""Columns that hold what people wrote, or who they are."""


def labels(row: Mapping[str, Any]) -> Labels:
    """The labels in a row of `meta.read_messages`."""
    flags: dict[str, Any] = {f"has_{name}": bool(row[name]) for name in FLAGS}
    return Labels(row["language"], row["grade"], row["promise"], confidence=float(row["confidence"]), **flags)


def judged_messages(warehouse: Warehouse, state: State) -> list[dict[str, str]]:
    """One row per message that somebody judged and the version holds, with `COLUMNS`, by id."""
    said = label_verdicts.said(state)
    if not said or "read_messages" not in warehouse.tables:
        return []
    found = panel_rows.panel(warehouse, "judged_messages", event_ids=list(said))
    return [_row(one, said[one["event_id"]]) for one in records.of(found)]


def _row(one: Mapping[str, Any], said: Said) -> dict[str, str]:
    told = label_verdicts.after(labels(one), said)
    moments = [moment for flip in said.values() if (moment := flip.changed_at or flip.created_at)]
    return {
        "id": str(one["event_id"]),
        "language": "" if one["language"] == "unknown" else str(one["language"]),
        "author_role": str(one["actor_type"]),
        "text": str(one["body"]),
        "grade": told.grade,
        "promise": told.promise,
        **{name: str(int(cast(bool, getattr(told, f"has_{name}")))) for name in FLAGS[:3]},
        "industry": "",
        "register": str(one["channel"] or ""),
        "split": "held",
        "judged": " ".join(sorted(said)),
        "reviewers": ", ".join(sorted({str(flip.changed_by or flip.author) for flip in said.values()})),
        "reviewed_at": max(moments).isoformat(timespec="seconds") if moments else "",
    }


def csv_bytes(rows: list[dict[str, str]]) -> bytes:
    """The rows as CSV that a spreadsheet opens safely."""
    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    batch = pa.RecordBatch.from_pandas(pd.DataFrame(rows, columns=list(COLUMNS)), schema, preserve_index=False)
    return files.csv_bytes(pa.RecordBatchReader.from_batches(schema, [batch]))
