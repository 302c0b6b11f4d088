"""Two periods or two slices side by side on the explorer: the differences as dots and as a table."""

import pandas as pd
import streamlit as st

from dashboard import theme
from dashboard.blocks import explore_data
from dashboard.blocks.explore_choices import Sides
from dashboard.charts import dots
from dashboard.components import figures, pick
from dashboard.presentation import names, scales
from dashboard.presentation.selection import Selection
from dashboard.topics import differences, explore_series
from dashboard.topics.explore import Question

_ENDS = (84, 136)


def comparison(chosen: Selection, asked: Question, sides: Sides, *, is_table: bool) -> None:
    """Two periods or slices side by side, with the difference and its interval."""
    st.markdown(f"##### How far apart are {sides.names[0]} and {sides.names[1]}?")
    rest = Question(asked.kpi, asked.filters, _rest(asked, sides), "all")
    found = explore_data.compared(chosen, rest, sides.first, sides.second)
    if found.empty:
        st.caption("Neither of them has a case.")
        return
    if differences.is_share(asked.kpi):
        st.caption(differences.mix_words(explore_data.same_mix(chosen, asked, sides.first, sides.second)))
    rows = differences.table(rest, found, chosen.choices)
    if not is_table and len(found) > 1:
        drawn = differences.dots(rest, found, chosen.choices, explore_series.MOST_DOTS)
        places = scales.round_values(drawn[["value", "low", "high"]].stack().dropna().tolist(), 2)
        currency = chosen.choices.currency
        ticks = list(zip(places, differences.tick_words(asked.kpi, places, currency), strict=True))
        figures.draw(
            dots.dots(drawn, theme.palette(st.context.theme.type), ticks, _ENDS), "apart", _apart_alt(rows, sides)
        )
    _comparison_table(rest, rows, sides)
    st.caption("A difference says that two numbers are apart, not why.")


def _rest(asked: Question, sides: Sides) -> tuple[str, ...]:
    """The columns that the comparison is split by: not the one whose values are compared."""
    return asked.split if sides.first.conditions == sides.second.conditions else asked.split[1:]


def _apart_alt(rows: pd.DataFrame, sides: Sides) -> str:
    row = rows.iloc[0]
    told = f"{row['first']} and {row['second']}, {row['apart']}, {row['verdict']}"
    return f"{sides.names[0]} against {sides.names[1]}: {told}"


def _comparison_table(asked: Question, rows: pd.DataFrame, sides: Sides) -> None:
    text = st.column_config.TextColumn
    columns = {
        **{key: text(names.heading(key), width=150) for key in asked.keys},
        "first": text(sides.names[0], alignment="right", width=150),
        "first_base": text("Of", alignment="right", width=110),
        "second": text(sides.names[1], alignment="right", width=150),
        "second_base": text("Of", alignment="right", width=110),
        "apart": text("Difference", alignment="right", width=110),
        "limits": text("95%", alignment="right", width=190),
        "verdict": text("", width=140),
    }
    pick.table("apart-rows", rows, alt="The two side by side", columns=columns, order=list(columns))
