"""Splitting damaged text: a bad line costs itself and no other."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from dashboard.load import records

CELLS = st.text(alphabet=st.sampled_from('ab1é", \n;'), max_size=8)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8)

# With empty cells an open quote and the quotes of the next line can make a sound record: then nobody can tell.
FILLED = st.text(alphabet=st.sampled_from("ab1é ,;"), max_size=8).map(lambda text: f"a{text}")
FILLED_ROWS = st.lists(st.lists(FILLED, min_size=3, max_size=3), min_size=1, max_size=8)


def split(text: str) -> list[records.Record]:
    return list(records.split(records.lines_of(io.BytesIO(text.encode())), ",", 3))


@given(ROWS)
def test_sound_text_is_split_as_the_csv_module_does(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    found = split(out.getvalue())
    assert [one.broken for one in found] == [None] * len(rows)
    assert [records.fields(one.raw, ",") for one in found] == rows


@given(ROWS)
def test_both_ways_of_finding_records_agree_on_sound_text(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([["x", "y", "z"], *rows])
    quick = list(records.sound_records(io.BytesIO(out.getvalue().encode())))
    assert [(one.line, one.raw) for one in quick] == [(one.line, one.raw) for one in split(out.getvalue())[1:]]


@given(FILLED_ROWS, st.integers(0, 8))
def test_an_open_quote_costs_its_own_line_only(rows: list[list[str]], place: int) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    lines = out.getvalue().splitlines()
    place = min(place, len(lines))
    lines.insert(place, 'x,"open,y')
    found = split("\n".join(lines))
    assert [one.raw.decode() for one in found if one.broken is None] == lines[:place] + lines[place + 1 :]
    assert [(one.line, one.broken) for one in found if one.broken] == [(place + 1, "has a quote that is never closed")]


def test_lines_end_in_any_way_and_are_counted_as_an_editor_does() -> None:
    found = split("1,2,3\r\n4,5,6\n\n7,8,9\r10,11,12")
    assert [one.line for one in found] == [1, 2, 4, 5]


def test_a_line_end_across_two_blocks_is_one_line_end() -> None:
    block = records.lines_of(io.BytesIO(b"x" * ((1 << 20) - 1) + b"\r\ny"))
    assert [len(line) for line in block] == [(1 << 20) - 1, 1]
