"""Below the tiles of the first page: what needs a decision, what is at stake, and what drives the signals."""

from collections.abc import Mapping, Sequence
from functools import partial
from html import unescape
from typing import Any

import streamlit as st

from dashboard.blocks import queue_list
from dashboard.components import data, drawn, drill, kpi_data, page_data, twins
from dashboard.components.ahead import Question
from dashboard.components.page import Frame, plain
from dashboard.presentation import formats, notes, sentences
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.topics import decisions_needed, driver_words, stakes
from dashboard.topics.decisions_needed import Decision

AT_STAKE = "revenue_at_risk"
"""The measure that is shown by cause."""

_MOST_NOTES = 2
_LETTERS = 90


def noted(chosen: Selection, shown: Sequence[Tile]) -> None:
    """The newest notes on these weeks and measures in one quiet line; nothing where nobody noted anything."""
    found = notes.of_overview(chosen, [one.kpi.id for one in shown])
    if not found:
        return
    told = [plain(notes.line(note, _LETTERS)) for note in found[:_MOST_NOTES]]
    more = len(found) - _MOST_NOTES
    rest = [f"{more} more on the pages of the measures"] if more > 0 else []
    st.caption(f":material/flag: {' · '.join([*told, *rest])}")


def questions(chosen: Selection) -> list[Question]:
    """What takes the database longest, and hangs on no tile."""
    return [
        *kpi_data.stake_questions(chosen),
        data.panel_question(chosen, "decisions", chosen.filters),
        queue_list.counts_question(chosen),
    ]


def show(frame: Frame, shown: Sequence[Tile]) -> None:
    """Draw all of it as one piece; what is picked opens the incident or the measure, or keeps one cause."""
    chosen = frame.chosen
    drawn.draw(
        "below",
        "overview.html",
        partial(_open, frame),
        decisions=_decisions(chosen, shown),
        stakes=_stakes(chosen, shown),
        drivers=_drivers(chosen, shown),
    )


def _open(frame: Frame, kind: str, value: str) -> None:
    if kind == "cause":
        drill.narrow("cause", value)
    elif kind == "kpi":
        drill.go_to(frame.kpi_pages[value])
    else:
        drill.and_open(frame.pages["incidents"], kind)(value)


def _decisions(chosen: Selection, shown: Sequence[Tile]) -> Mapping[str, Any]:
    rows = data.panel(chosen, "decisions", chosen.filters)
    found = decisions_needed.decisions(shown, rows, chosen.choices)
    page_data.table(
        "decisions",
        "What needs a decision this week, the most valuable first",
        decisions_needed.table(found),
        {"At stake": {"help": "Revenue of 12 months"}},
    )
    return {
        "answer": decisions_needed.answer(found, queue_list.counts(chosen, [])),
        "rows": [_row(one, chosen.choices.currency) for one in found],
    }


def _row(one: Decision, currency: str) -> Mapping[str, Any]:
    kind, identity = one.target
    at_stake = formats.MISSING if one.at_stake is None else formats.money_exact(one.at_stake, currency)
    return {
        **{"glyph": one.glyph, "what": one.what, "at_stake": at_stake, "when": one.when, "who": one.who},
        "pick": f"{kind}:{identity}",
        "page": identity if kind == "kpi" else "incidents",
        "more": {} if kind == "kpi" else {kind: identity},
    }


def _stakes(chosen: Selection, shown: Sequence[Tile]) -> Mapping[str, Any]:
    """Revenue at risk by cause with the compensation paid."""
    tile = next((one for one in shown if one.kpi.id == AT_STAKE), None)
    if tile is None or tile.scope is None:
        why = data.missing(chosen, AT_STAKE) or "no customer is at risk"
        return {"answer": f"Not known: {why}.", "rows": []}
    currency, labels = chosen.choices.currency, dict(chosen.choices.values["cause"])
    rows = stakes.rows(*kpi_data.stakes_by_cause(chosen, tile), labels, currency)
    if len(rows):
        label = f"Revenue at risk by cause: {stakes.answer(rows, currency)}"
        page_data.table("stakes", label, twins.rows(rows, "Cause"))
    paid = " Right: compensation paid to justified complaints in the weeks shown." if rows["note"].any() else ""
    return {
        "answer": stakes.answer(rows, currency),
        "about": f"Yearly revenue of customers we owe a solution, {sentences.period(tile)}.{paid}",
        "rows": [_bar(bar, float(rows["value"].max())) for bar in rows.to_dict("records")],
    }


def _bar(bar: Mapping[Any, Any], largest: float) -> Mapping[str, Any]:
    told = twins.lines(str(bar["hover"]))
    share = round(100 * max(0.0, bar["value"]) / largest, 1) if largest > 0 else 0
    return {**bar, "name": unescape(str(bar["label"])), "told": ", ".join(told[1:]), "share": share}


def _drivers(chosen: Selection, shown: Sequence[Tile]) -> list[Mapping[str, str]]:
    """For each running signal one line on where it comes from, and all of its parts on demand."""
    signals = [one for one in shown if one.tone in ("worse", "better")]
    split = [(one, kpi_data.driven_by(chosen, one)) for one in signals]
    known = sorted(((one, found) for one, found in split if found), key=lambda pair: pair[0].tone != "worse")
    return [
        {
            "name": one.kpi.label,
            "line": driver_words.line(one, found, chosen.choices),
            "details": driver_words.details(one, found, chosen.choices),
        }
        for one, found in known
    ]
