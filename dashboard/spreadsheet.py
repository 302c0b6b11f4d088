"""CSV for people who open it in a spreadsheet: accents survive, and no cell can act as a formula."""

import io

import pyarrow as pa
import pyarrow.compute as pc

from dashboard import export

_BOM = "\ufeff".encode()
_STARTS_FORMULA = r"^[=+\-@\t\r]"
_IS_NUMBER = r"^[+\-]?[0-9]+([.,][0-9]+)?$"


def csv_bytes(reader: pa.RecordBatchReader) -> bytes:
    """All rows as CSV with a byte order mark; text that a spreadsheet would run gets an apostrophe in front."""
    stream = io.BytesIO()
    stream.write(_BOM)
    safe = (_safe(batch) for batch in reader)
    export.write(pa.RecordBatchReader.from_batches(reader.schema, safe), "csv", stream)
    return stream.getvalue()


def _safe(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = [_harmless(column) if pa.types.is_string(column.type) else column for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def _harmless(texts: pa.Array) -> pa.Array:
    """Numbers stay as they are, also negative ones that came as text."""
    risky = pc.and_not(pc.match_substring_regex(texts, _STARTS_FORMULA), pc.match_substring_regex(texts, _IS_NUMBER))
    return pc.if_else(risky, pc.binary_join_element_wise("'", texts, ""), texts)
