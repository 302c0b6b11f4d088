from dashboard.charts.quadrants import Cell, quadrants
from dashboard.theme import LIGHT


def test_a_cell_that_is_too_small_gets_no_colour_and_keeps_its_words() -> None:
    few, many = Cell(None, "91%", ("95% 74–97%", "n 29, few"), "h"), Cell(0.7, "70%", ("95% 60–79%", "n 64"), "h")
    figure = quadrants([[few, many], [many, few]], ("a", "b"), ("c", "d"), LIGHT)
    assert figure.data[0].z[0][0] is None
    assert len(figure.layout.shapes) == 2
    assert len([note for note in figure.layout.annotations if note.text == "n 29, few"]) == 2
