import pandas as pd

from dashboard.charts.survival import Line, survival_curves
from dashboard.theme import DARK, LIGHT

TICKS = [(0.0, "0"), (7.0, "7"), (28.0, "28 days")]


def points(*steps: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame([(t, s, s - 0.05, s + 0.02) for t, s in steps], columns=["t", "survival", "low", "high"])


def test_a_comparison_is_dotted_and_the_names_of_close_ends_do_not_meet() -> None:
    now, before = points((0, 0.95), (7, 0.6)), points((0, 0.95), (7, 0.61))
    figure = survival_curves([Line("now", now), Line("before", before, is_comparison=True)], LIGHT, TICKS)
    drawn = {trace.line.dash for trace in figure.data if trace.customdata is not None}
    assert drawn == {"solid", "dot"}
    names = [note for note in figure.layout.annotations if note.text in ("now", "before")]
    ends = sorted(note.yshift + note.y * 210 / 0.5 for note in names)
    assert ends[1] - ends[0] >= 16


def test_the_name_of_a_time_stands_above_what_is_told_of_a_cut_axis() -> None:
    figure = survival_curves([Line("now", points((0, 1), (28, 0.9)))], LIGHT, TICKS, marks=[(7.0, "7 d")])
    heights = {note.text: note.yshift or 0 for note in figure.layout.annotations}
    assert heights["7 d"] >= heights["axis from 80%"] + 16
    whole = survival_curves([Line("now", points((0, 1), (28, 0.2)))], LIGHT, TICKS, marks=[(7.0, "7 d")])
    assert {note.text: note.yshift for note in whole.layout.annotations}["7 d"] == 0


def test_no_curve_still_draws() -> None:
    assert survival_curves([], DARK, TICKS, marks=[(7.0, "7 d")]).layout.xaxis.range[1] == 28.0
