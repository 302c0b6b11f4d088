"""What the tests of exports share: a few awkward rows, and a small company whose survey was answered by few."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa

from dashboard.engine import kpis
from dashboard.exports.about import About
from dashboard.exports.export import Export
from dashboard.exports.rows import Held
from dashboard.warehouse.reader import Version
from tests.golden.literal import Log, Row, incident

AS_OF = datetime(2026, 3, 2, 12)
VERSION = Version("v1", AS_OF, "Europe/Budapest", AS_OF, "EUR", is_sample=True, tier="T9")
ROWS: list[dict[str, object]] = [
    {"id": "0000045", "=text": "plain", "n": 1, "at": datetime(2026, 1, 2, 3, 4, 5), "rate": 0.5, "is_open": True},
    {
        "id": "=1+1",
        "=text": 'a "quote", a comma',
        "n": -2,
        "at": datetime(2026, 1, 2, 3, 4, 5, 60),
        "rate": float("nan"),
    },
    {"id": "-5,5", "=text": "árvíztűrő; zażółć\nგამარჯობა", "n": None, "at": None, "rate": -1.25, "is_open": False},
]
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("=text", pa.string()),
        ("n", pa.int64()),
        ("at", pa.timestamp("us")),
        ("rate", pa.float64()),
        ("is_open", pa.bool_()),
    ]
)


def made(rows: Sequence[dict[str, object]] = ROWS, schema: pa.Schema = SCHEMA) -> Export:
    """An export of such rows."""
    table = pa.Table.from_pylist(list(rows), schema)
    about = About("Awkward rows", VERSION, len(rows), "team: t1", "2026-W01 to 2026-W09", (("id", "A number."),))
    kpi = kpis.find("apology_rate")
    return Export("awkward", Held(table), replace(about, kpis=(kpi,), sql=("select 1",), link="http://x/?a=b"))


def few_answers() -> dict[str, list[Row]]:
    """Two teams with complaints of January: 3 answers for t1, 6 for t2; products and teams with awkward names."""
    log, rows = Log(), []
    for number in range(9):
        opened = datetime(2026, 1, 12, 9) + timedelta(hours=number)
        team = "t1" if number < 3 else "t2"
        product = ("=1+1", "Zażółć", "გამარჯობა")[number % 3]
        rows.append(incident(f"i{number}", opened, team_id=team, product=product))
        log.reply(f"i{number}", opened + timedelta(hours=2), body="We look into it.")
        log.add(f"i{number}", opened + timedelta(days=1), "apology", "agent", code="specific")
        answer = {"question_id": "satisfaction", "score": 4}
        log.add(f"i{number}", opened + timedelta(days=2), "survey_answer", "customer", **answer)
    return {"incidents": rows, "incident_events": log.rows}


def leftovers(folder: Path) -> list[str]:
    """What stands in a folder, hidden files included."""
    return sorted(path.name for path in folder.iterdir())
