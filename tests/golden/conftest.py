"""What the golden tests share: literal rows, loaded and opened."""

from datetime import datetime

import pytest

from dashboard.warehouse.reader import Warehouse
from tests.golden import literal


@pytest.fixture(scope="module")
def publish(tmp_path_factory: pytest.TempPathFactory) -> literal.Publish:
    """Publish literal tables as of a UTC moment; each call is a warehouse of its own."""
    return lambda tables, as_of: _publish(tmp_path_factory, tables, as_of)


def _publish(factory: pytest.TempPathFactory, tables: literal.Tables, as_of: datetime) -> Warehouse:
    return literal.publish(factory.mktemp("company"), tables, as_of)
