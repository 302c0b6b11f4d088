"""What a process reads and writes once before it loads: a fork server imports this, and its processes begin with it.

Nothing here opens a database or starts a thread, which would not survive the fork.
"""

from dashboard.detect import language
from dashboard.engine import kpis
from dashboard.load import publish
from dashboard.settings import DEFAULT_TIMEZONE
from dashboard.warehouse import clock, models, rollups

__all__ = ["publish"]

models.models()
language.detect("We are sorry.")
clock._tables(DEFAULT_TIMEZONE)
for _kpi in kpis.registry().values():
    if _kpi.has_rollup:
        rollups._roll_up_statement(_kpi)
