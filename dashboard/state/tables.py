"""The tables of the database, made from the rows' classes: no column is written down twice."""

from collections.abc import Hashable, Mapping
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, cast

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Double, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

from dashboard.state.records import Record, columns

_TYPES: Mapping[type, TypeEngine[Any]] = MappingProxyType(
    {
        str: Text(),
        bool: Boolean(),
        int: Integer(),
        float: Double(),
        date: Date(),
        datetime: DateTime(),
        Mapping: JSON(none_as_null=True),
    }
)


def table_of(record: type[Record]) -> Table:
    """The table of a class."""
    return _table(cast("Hashable", record))


@cache
def _table(record: Any) -> Table:
    return add_table(record, MetaData())


def add_table(record: type[Record], schema: MetaData) -> Table:
    """The table of a class as part of a schema."""
    found = [
        Column(name, _TYPES[kind], primary_key=name == "id", nullable=is_optional)
        for name, (kind, is_optional) in columns(record).items()
    ]
    return Table(record.table, schema, *found)
