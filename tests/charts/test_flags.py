import plotly.graph_objects as go
import pytest

from dashboard.charts import flags
from dashboard.theme import LIGHT, frame


def drawn(*placed: tuple[int, str], count: int = 26) -> go.Figure:
    figure = frame(LIGHT, 320)
    flags.add(figure, LIGHT, [(at, words, f"<b>all of</b> {words}") for at, words in placed], count)
    return figure


def test_words_stand_above_the_plot_and_the_figure_grows_for_them() -> None:
    figure = drawn((3, "New reply templates"))
    (note,) = figure.layout.annotations
    assert (note.yref, note.y, note.yanchor) == ("paper", 1, "bottom")
    assert note.bgcolor is None
    assert note.hovertext == "<b>all of</b> New reply templates"
    plain = frame(LIGHT, 320)
    grown = figure.layout.height - plain.layout.height
    assert grown > 0
    assert figure.layout.margin.t - plain.layout.margin.t == grown, "the plot keeps its height"
    assert [shape.layer for shape in figure.layout.shapes] == ["below"]


def test_without_notes_nothing_changes() -> None:
    assert drawn().layout == frame(LIGHT, 320).layout


def test_words_that_would_run_into_each_other_take_rows_and_then_only_a_flag() -> None:
    figure = drawn(*((5, f"note number {n}") for n in range(5)))
    notes = figure.layout.annotations
    assert len({note.yshift for note in notes[:3]}) == 3
    assert [note.text for note in notes[3:]] == ["⚑", "⚑"]
    assert all(note.hovertext for note in notes)
    assert notes[3].yshift > max(note.yshift for note in notes[:3])


def test_a_flag_without_words_takes_the_first_row_in_which_it_covers_none() -> None:
    words = "New telephone system in…"
    notes = drawn((8, words), (9, "Holidays"), (10, words), (22, words)).layout.annotations
    assert [note.text for note in notes] == [f"⚑ {words}", "⚑ Holidays", f"⚑ {words}", "⚑"]
    assert notes[3].yshift == notes[1].yshift, "the short words leave room behind them"


@pytest.mark.parametrize(("at", "anchor"), [(0, "left"), (25, "right")])
def test_words_end_inside_the_chart(at: int, anchor: str) -> None:
    (note,) = drawn((at, "Two people ill")).layout.annotations
    assert note.xanchor == anchor


def test_notes_that_are_far_apart_share_a_row() -> None:
    one, other = drawn((0, "Early"), (25, "Late")).layout.annotations
    assert one.yshift == other.yshift == 0
