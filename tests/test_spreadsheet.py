import csv
import io

import pyarrow as pa

from dashboard.spreadsheet import csv_bytes


def test_text_cannot_act_as_a_formula_and_numbers_stay_numbers() -> None:
    texts = ["=1+1", "+36 1 234", "-5", "-5,5", "@a", "\tx", "Ő, ქ", None, "a-b"]
    table = pa.table({"text": pa.array(texts, pa.string()), "number": pa.array([-1.5] * len(texts))})
    content = csv_bytes(table.to_reader(max_chunksize=2))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["text"] for row in rows] == ["'=1+1", "'+36 1 234", "-5", "-5,5", "'@a", "'\tx", "Ő, ქ", "", "a-b"]
    assert {row["number"] for row in rows} == {"-1.5"}
