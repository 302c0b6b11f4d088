"""A person with one ticket CSV, and not a clean one: loaded by the real loader, for what such a person sees."""

from datetime import datetime, timedelta
from pathlib import Path

from dashboard.load.publish import load
from dashboard.load.request import LoadRequest
from dashboard.load.result import LoadResult

HEADER = "incident_id,opened_at,resolved_at,kind,channel,severity,team_id,mood"
ODD = (
    "T1,2026-03-02 09:00,2026-03-03 10:00,complaint,fax,2,North,x",
    "T2,2026-03-04 09:00,,complaint,phone,9,North,x",
    "T3,not a day,,complaint,phone,1,=1+1,x",
    "T4,2026-03-06 09:00,2026-03-05 10:00,complaint,phone,1,North,x",
    "T1,2026-03-02 09:00,,complaint,email,2,North,x",
)
"""A channel in no list, two rows to reject, one solved before it was opened, one key twice, a column nobody knows."""

SOUND = 600


def publish(warehouse: Path, folder: Path) -> LoadResult:
    """Write the tickets of thirty weeks and load them."""
    first = datetime(2025, 8, 11, 8)
    lines = [HEADER, *ODD]
    for number in range(SOUND):
        opened = first + timedelta(hours=number * 8.1)
        solved = opened + timedelta(hours=20 + number % 400)
        team, channel = ("North", "South", "Online")[number % 3], ("email", "phone")[number % 2]
        lines.append(f"N{number},{opened:%F %H:%M},{solved:%F %H:%M},complaint,{channel},{1 + number % 4},{team},")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "incidents.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return load(LoadRequest((folder,)), warehouse, lambda _stage, _share: None)
