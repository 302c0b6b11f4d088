"""Where things are, and the defaults that a user can change."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "queries"
DATA = ROOT / "data"

DEFAULT_TIMEZONE = "Europe/Budapest"
"""Business time zone when nobody names one: IANA name."""

KEEP_VERSIONS = 5
"""How many published warehouse versions stay on disk."""


def shows_corrective_actions(address: str) -> bool:
    """Whether measures against colleagues are shown to who is signed in with an e-mail address; "" = nobody is.

    `AMENDS_CORRECTIVE_ACTIONS` names those who see them, with commas between; 1 = all who see the dashboard.
    """
    allowed = {name.strip().lower() for name in os.environ.get("AMENDS_CORRECTIVE_ACTIONS", "").split(",")} - {""}
    return address.lower() in allowed or bool(allowed & {"1", "true", "yes"})


def allows_upload() -> bool:
    """Whether files may be loaded in the browser: everybody who sees the dashboard may, unless `AMENDS_UPLOAD=off`."""
    return os.environ.get("AMENDS_UPLOAD", "").lower() not in ("off", "0", "false", "no")


def works_ahead() -> bool:
    """Whether likely next filters are worked out while nobody waits for a page, unless `AMENDS_WORK_AHEAD=off`."""
    return os.environ.get("AMENDS_WORK_AHEAD", "").lower() not in ("off", "0", "false", "no")


def warehouse_dir(chosen: str | Path | None = None) -> Path:
    """The folder of the published warehouse: the one chosen, else `AMENDS_WAREHOUSE`, else `data/warehouse`."""
    return Path(chosen or os.environ.get("AMENDS_WAREHOUSE") or DATA / "warehouse")
