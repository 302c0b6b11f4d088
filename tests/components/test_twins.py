import pandas as pd

from dashboard.components import twins


def test_a_row_says_what_the_mouse_says() -> None:
    marks = pd.DataFrame({"hover": ["<b>A &lt; B</b><br>€5 at risk<br>€1 paid", "<b>W46</b>"], "key": ["a", ""]})
    assert twins.rows(marks, "Cause").to_dict("records") == [
        {"Cause": "A < B", "What": "€5 at risk · €1 paid"},
        {"Cause": "W46", "What": ""},
    ]
