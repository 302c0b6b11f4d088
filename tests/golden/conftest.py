"""What the golden tests share: literal rows, loaded and opened."""

from datetime import datetime

import pytest

from dashboard.settings import DEFAULT_TIMEZONE
from dashboard.warehouse.reader import Warehouse
from tests.golden import literal


@pytest.fixture(scope="module")
def publish(tmp_path_factory: pytest.TempPathFactory) -> literal.Publish:
    """Publish literal tables as of a UTC moment; each call is a warehouse of its own."""

    def publish_tables(tables: literal.Tables, as_of: datetime, timezone: str = DEFAULT_TIMEZONE) -> Warehouse:
        return literal.publish(tmp_path_factory.mktemp("company"), tables, as_of, timezone)

    return publish_tables
