"""Rows as one JSON list of objects, batch by batch: for programs, so texts are exactly as they are."""

import json
from decimal import Decimal
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc


def write(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
    """Write all rows; moments (naive UTC) are ISO 8601 with `Z`, NaN is null."""
    stream.write(b"[")
    separator = b"\n"
    for batch in reader:
        columns = [_plain(column) for column in batch.columns]
        for row in pa.RecordBatch.from_arrays(columns, names=batch.schema.names).to_pylist():
            stream.write(separator + json.dumps(row, ensure_ascii=False, default=_value).encode())
            separator = b",\n"
    stream.write(b"\n]\n")


def _plain(column: pa.Array) -> pa.Array:
    if pa.types.is_timestamp(column.type):
        text = pc.strftime(column, format="%Y-%m-%dT%H:%M:%S")
        return pc.binary_join_element_wise(pc.replace_substring_regex(text, r"\.0+$", ""), "Z", "")
    if pa.types.is_floating(column.type):
        return pc.if_else(pc.is_nan(column), None, column)
    return column


def _value(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else str(value)
