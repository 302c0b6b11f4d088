"""The answer of the explorer as a chart and as a table; a click on either narrows the filters."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import theme
from dashboard.charts import dots, strips
from dashboard.components import data, downloads, drill, figures, funnels, pick
from dashboard.engine.kpis import Kpi
from dashboard.exports.tables import Shown
from dashboard.presentation import breakdowns, formats, names, scales, url_filters
from dashboard.presentation.selection import Selection
from dashboard.topics import differences, explore, explore_series, unit_comparison
from dashboard.topics.explore import Question

MOST_ROWS = 500
"""Rows of the answer on the page; all of them are one download away."""

Narrowing = tuple[tuple[str, str], ...]
"""Filter key and label, of each condition that a click adds; the key `week` stands for one week."""


def chart(chosen: Selection, asked: Question, found: pd.DataFrame) -> None:
    """The largest slices over time, or beside each other."""
    colours = theme.palette(st.context.theme.type)
    if asked.grain == "all":
        drawn = explore_series.dots(asked, found, chosen.choices)
        narrowings = _of_dots(asked, found, chosen)
        figure = dots.dots(drawn.rows, colours, _ticks(drawn.rows, asked.kpi, chosen))
        then = _narrow_by(narrowings)
        figures.draw(figure, "answer", _alt(drawn.rows, asked), on_click=drill.clicked("answer", then))
    else:
        drawn = explore_series.over_time(asked, found, chosen.choices)
        figure = strips.strips(drawn.rows, colours, _ticks(drawn.rows, asked.kpi, chosen, few=True))
        figures.draw(figure, "answer", _alt(drawn.rows, asked))
    open_weeks = " The latest weeks can still change." if (found["status"] != "final").any() else ""
    left_over = explore.left_over(chosen.first, chosen.last) if asked.grain == "blocks" else ""
    st.caption(f"{_marks_words(asked)}{open_weeks}{left_over}{drawn.words}")


def funnel(chosen: Selection, asked: Question) -> None:
    """Whether a team or an agent is different beyond chance, where that is asked of a share."""
    column = asked.split[0] if asked.split else ""
    if not (column in unit_comparison.UNITS and asked.grain == "all" and differences.is_share(asked.kpi)):
        return
    key = next(field.key for field in url_filters.FIELDS if field.column == column)
    st.markdown(f"##### Is {'a team' if column == 'team_id' else 'an agent'} different beyond chance?")
    funnels.show(chosen, data.tile(chosen, asked.kpi.id), asked.filters, column, partial(drill.narrow, key))


def _marks_words(asked: Question) -> str:
    band = "Line" if asked.grain == "all" else "Band"
    sure = f"{band}: 95% interval. " if asked.kpi.uncertainty != "none" else ""
    final = "" if asked.grain == "all" else ", or not final yet"
    return f"{sure}Hollow: fewer than {asked.kpi.min_n} cases{final}."


def _alt(rows: pd.DataFrame, asked: Question) -> str:
    told = rows["value"].dropna()
    if told.empty:
        return f"{asked.kpi.label}: no value"
    low, high = (formats.value(value, asked.kpi.unit) for value in (told.min(), told.max()))
    return f"{asked.kpi.label}: from {low} to {high}"


def _ticks(rows: pd.DataFrame, kpi: Kpi, chosen: Selection, *, few: bool = False) -> list[tuple[float, str]]:
    """Round values from the smallest to the largest that is drawn."""
    drawn = rows[["value"] if few else ["value", "low", "high"]].stack().dropna().tolist()
    values = scales.round_values(drawn, 2)
    texts = scales.plain(formats.values(values, kpi.unit, chosen.choices.currency))
    return list(zip(values, texts, strict=True))


def _of_dots(asked: Question, found: pd.DataFrame, chosen: Selection) -> list[Narrowing]:
    rows = explore_series.slices(asked, found, chosen.choices)
    return [_conditions(asked, dict(zip(asked.keys, labels, strict=True)), chosen) for labels in rows]


def _conditions(asked: Question, labels: dict[str, str], chosen: Selection) -> Narrowing:
    """The filters that keep one slice alone, as far as there are filters of its columns."""
    fields = {field.column: field.key for field in url_filters.FIELDS}
    return tuple(
        (fields[column], labels[column])
        for column in asked.split
        if column in fields and labels[column] in chosen.choices.values[fields[column]].values()
    )


def _narrow_by(narrowings: Sequence[Narrowing]) -> Callable[[str], None]:
    return lambda key: narrow(narrowings[int(key)])


def narrow(conditions: Narrowing) -> None:
    """Add these conditions to the filters. For callbacks."""
    for key, label in conditions:
        if key == "week":
            drill.to_week(label)
        else:
            drill.narrow(key, label)


def table(chosen: Selection, asked: Question, found: pd.DataFrame) -> None:
    """The answer row by row; picking one narrows the filters to it."""
    rows = explore.table(asked, found, chosen.choices)
    shown = rows.head(MOST_ROWS)
    first, *others = [*(["period"] if "period" in rows else []), *asked.keys, "value"]
    pick.table(
        "answer-rows",
        shown,
        alt=f"{asked.kpi.label}, one row per period and slice",
        on_pick=drill.picked("answer-rows", _of_rows(asked, shown, chosen), narrow),
        columns=_columns(asked, rows),
        order=[first, *others, *_base_columns(asked.kpi), "low", "high", "unknown", *_notes(rows)],
        most_rows=10,
        money=("value", "low", "high") if asked.kpi.unit == "money" else (),
        currency=chosen.choices.currency,
    )
    cut = f"The first {MOST_ROWS:,} of {len(rows):,} rows. " if len(rows) > MOST_ROWS else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.caption(f"{cut}Pick a row to narrow the filters to it.", width="stretch")
        means = {"numerator": asked.kpi.numerator, "denominator": asked.kpi.denominator}
        answer = Shown(f"{asked.kpi.id}-answer", f"{asked.kpi.label}, the answer row by row", rows, help=means)
        downloads.of_table(chosen, "rows", answer, [asked.kpi.id], [explore.sql(asked)])


def _notes(rows: pd.DataFrame) -> list[str]:
    return ["note"] if rows["note"].any() else []


def _base_columns(kpi: Kpi) -> list[str]:
    return ["numerator", "denominator"] if kpi.unit in breakdowns.SHARE_UNITS else ["cases"]


def _of_rows(asked: Question, rows: pd.DataFrame, chosen: Selection) -> list[Narrowing]:
    is_weekly = asked.grain == "period" and asked.kpi.axis == "week"
    return [
        (
            *_conditions(asked, {key: row[key] for key in asked.keys}, chosen),
            *((("week", row["period"]),) if is_weekly else ()),
        )
        for row in rows.to_dict("records")
    ]


def _columns(asked: Question, rows: pd.DataFrame) -> dict[str, Any]:
    """Headings and number formats of the answer's table."""
    kpi, number = asked.kpi, st.column_config.NumberColumn
    form = _number_format(kpi)
    largest = float(rows["value"].max()) if rows["value"].notna().any() else 1.0
    bars = kpi.unit in breakdowns.SHARE_UNITS
    value = (
        st.column_config.ProgressColumn(
            "Value",
            format=form,
            min_value=0,
            max_value=100 if largest > 5 else max(largest, 0.01),
            color="gray",
            width=120,
        )
        if bars
        else number(f"Value{_unit(kpi)}", format=form, width=110)
    )
    return {
        "period": st.column_config.TextColumn("Period", width=120),
        **{key: st.column_config.TextColumn(names.heading(key), width=150) for key in asked.keys},
        "value": value,
        "numerator": number("Counted", format="localized", width=80),
        "denominator": number("Of", format="localized", width=80),
        "cases": number("Cases", format="localized", width=80),
        "low": number("95% from", format=form, width=80),
        "high": number("to", format=form, width=80),
        "unknown": number("Unknown", format="localized", width=80),
        "note": st.column_config.TextColumn("Note", width=130),
    }


def _number_format(kpi: Kpi) -> str | None:
    """How the browser writes the numbers; None for money, which the table writes out itself."""
    if kpi.unit == "money":
        return None
    if explore.scale(kpi) != 1.0:
        return "%.1f%%"
    return "localized" if kpi.unit in ("count", "people") else "%.2f"


def _unit(kpi: Kpi) -> str:
    words = {"hours": "hours", "days": "days", "points": "points"}
    told = words.get(kpi.unit, kpi.unit.replace("_", " ") if kpi.unit.startswith("per_") else "")
    return f", {told}" if told else ""
