import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET  # our own SVG, not foreign XML

import pandas as pd
import pytest

from dashboard.charts.sparkline import sparkline
from dashboard.charts.sparkline_field import HEIGHT, WIDTH
from dashboard.charts.trend import COLUMNS, Marks
from dashboard.theme import DARK, LIGHT

SVG = "{http://www.w3.org/2000/svg}"


def trend(
    values: Sequence[float | None], final: int | None = None, signals: dict[int, str] | None = None
) -> pd.DataFrame:
    """A trend around 0.3 with limits 0.2 and 0.4; `final` = how many periods at the start are final."""
    count = len(values)
    rows = [
        (f"W{i + 1:02d}", value, i < (count if final is None else final), 0.3, 0.2, 0.4, (signals or {}).get(i, ""), "")
        for i, value in enumerate(values)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).assign(year_ago=float("nan")).astype({"value": "float64"})


def parse(frame: pd.DataFrame, marks: Marks | None = None, title: str = "A title") -> ET.Element:
    return ET.fromstring(sparkline(frame.to_dict("list"), LIGHT, marks or Marks(), title))  # noqa: S314 (written by us)


def test_it_says_its_meaning_to_a_screen_reader_and_escapes_it() -> None:
    root = parse(trend([0.3, 0.31]), title='Rate "a" < b & c')
    assert root.get("aria-label") == 'Rate "a" < b & c'
    assert root.find(f"{SVG}title").text == 'Rate "a" < b & c'  # type: ignore[union-attr]


def test_provisional_weeks_are_hollow_and_the_last_final_one_is_solid() -> None:
    circles = parse(trend([0.3, 0.31, 0.29, 0.33], final=2)).findall(f"{SVG}circle")
    assert [circle.get("fill") for circle in circles] == [LIGHT.ink, LIGHT.page, LIGHT.page]


def test_a_line_never_bridges_a_week_without_cases() -> None:
    root = parse(trend([0.3, None, 0.31, 0.3]))
    series = [line for line in root.findall(f"{SVG}line") if line.get("stroke") == LIGHT.ink]
    assert len(series) == 1
    assert any(line.get("stroke") == LIGHT.mute for line in root.findall(f"{SVG}line"))  # its dash in the axis


@pytest.mark.parametrize(("signal", "colour"), [("better", LIGHT.better), ("worse", LIGHT.worse), ("past", LIGHT.mute)])
def test_signals_are_triangles_in_the_colour_of_their_meaning(signal: str, colour: str) -> None:
    frame = trend([0.3] * 5 + [0.45], signals={5: signal})
    triangle = parse(frame).findall(f"{SVG}polygon")[-1]
    assert triangle.get("fill") == colour


def test_a_short_history_gets_a_dashed_outline_and_none_gets_no_band() -> None:
    short = parse(trend([0.3, 0.31]), Marks(limits="short")).find(f"{SVG}polygon")
    assert short is not None
    assert (short.get("fill"), short.get("stroke-dasharray")) == ("none", "3 2")
    assert parse(trend([0.3, 0.31]), Marks(limits="none")).find(f"{SVG}polygon") is None


def test_a_far_benchmark_sits_at_the_edge_and_does_not_flatten_the_line() -> None:
    frame = trend([0.25, 0.35, 0.28])
    alone, far = parse(frame), parse(frame, Marks(benchmark=0.9))
    heights = [[line.get("y2") for line in root.findall(f"{SVG}line")] for root in (alone, far)]
    assert heights[0] == heights[1]


@pytest.mark.parametrize("values", [[], [0.3], [None], [None, None], [0.0, 0.0], [0.3] * 3])
@pytest.mark.parametrize("marks", [Marks(), Marks(target=0.5, benchmark=0.0), Marks(limits="none")])
def test_every_number_stays_inside_the_picture(values: list[float | None], marks: Marks) -> None:
    frame = trend(values)
    if marks.limits == "none":
        frame[["centre", "lower", "upper"]] = float("nan")
    text = sparkline(frame.to_dict("list"), DARK, marks, "t")
    assert "nan" not in text
    assert "inf" not in text
    for name, limit in (("x", WIDTH), ("y", HEIGHT)):
        found = [float(number) for number in re.findall(rf'\b(?:c?{name}[12]?)="(-?[\d.]+)"', text)]
        assert all(0 <= number <= limit for number in found)
