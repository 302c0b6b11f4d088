"""The seven questions of a sheet: the facts that were seen, and the form or the text of what people answered."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import streamlit as st

from dashboard.components.page import plain
from dashboard.state.decisions import Decision
from dashboard.state.records import LONGEST
from dashboard.topics.sheet_chances import Fact
from dashboard.topics.sheet_words import ANSWERS, ASIDES, FOR_PEOPLE, QUESTIONS

_PAGES = MappingProxyType(
    {"incidents": "Incidents", "customer": "Customer", "value": "Cost against value", "recovery": "Recovery"}
)
_CHOICES = ("will_return", "replaceable")

Facts = Mapping[str, Sequence[Fact]]


def show(facts: Facts) -> None:
    """The questions with their facts, before anybody answers."""
    for name in QUESTIONS:
        _question(name, facts)
    _beside(facts.get("others", ()))


def answered(sheet: Decision, facts: Facts) -> None:
    """The questions with facts and answers as text, as they were when it was decided."""
    for name in QUESTIONS:
        _question(name, facts)
        given = sheet.answers.get(name) or {}
        note = f" {plain(str(given.get('note') or ''))}" if given.get("note") else ""
        st.markdown(f"**{ANSWERS.get(str(given.get('answer')), 'Not answered')}.**{note}")
    _beside(facts.get("others", ()))
    for name, words in ASIDES.items():
        value = sheet.answers.get(name)
        told = ANSWERS.get(str(value), str(value)) if value not in (None, "") else "Not answered"
        st.markdown(f"{words} **{plain(told)}**")


def ask(sheet: Decision, facts: Facts) -> None:
    """The questions to be answered, inside a form; `held` says what the fields begin with."""
    for name in QUESTIONS:
        _heading(name)
        seen, said = st.columns([3, 2], gap="medium")
        with seen:
            _listed(facts.get(name, ()))
        with said:
            _ask(sheet, name)
    _beside(facts.get("others", ()))
    _asides(sheet)


def _heading(name: str) -> None:
    st.markdown(f"##### {name[1:]}. {QUESTIONS[name]}")


def _question(name: str, facts: Facts) -> None:
    _heading(name)
    _listed(facts.get(name, ()))


def _listed(facts: Sequence[Fact]) -> None:
    """Facts as a list; a link opens beside the sheet, so that nothing written is lost."""
    lines = [f"- {_told(fact)}" for fact in facts]
    if lines:
        st.markdown("\n".join(lines))


def _beside(facts: Sequence[Fact]) -> None:
    """What belongs to no question, as text below the last one."""
    for fact in facts:
        st.markdown(_told(fact))


def _told(fact: Fact) -> str:
    """A fact with a link named after the page that it opens."""
    page = fact.link.partition("?")[0]
    return f"{plain(fact.text)} [{_PAGES.get(page, 'More')}]({fact.link})" if page else plain(fact.text)


def _key(sheet: Decision, name: str, part: str = "answer") -> str:
    return f"sheet-{sheet.id}-{name}-{part}"


def _ask(sheet: Decision, name: str) -> None:
    st.radio(
        f"Answer to question {name[1:]}",
        list(ANSWERS),
        index=None,
        format_func=ANSWERS.__getitem__,
        horizontal=True,
        label_visibility="collapsed",
        key=_key(sheet, name),
    )
    st.text_area(
        f"Note on question {name[1:]}",
        placeholder=FOR_PEOPLE[name],
        label_visibility="collapsed",
        max_chars=LONGEST,
        height="content",
        key=_key(sheet, name, "note"),
    )


def _asides(sheet: Decision) -> None:
    for name in _CHOICES:
        words = ANSWERS.__getitem__
        st.radio(ASIDES[name], list(ANSWERS), None, format_func=words, horizontal=True, key=_key(sheet, name))
    st.text_area(ASIDES["influence"], max_chars=LONGEST, height="content", key=_key(sheet, "influence"))
    st.radio(ASIDES["values_fit"], range(1, 6), None, horizontal=True, key=_key(sheet, "values_fit"))


def held(sheet: Decision) -> dict[str, object]:
    """What the widgets hold for a sheet as it is kept."""
    held: dict[str, object] = {}
    for name in QUESTIONS:
        given = sheet.answers.get(name) or {}
        held[_key(sheet, name)] = given.get("answer")
        held[_key(sheet, name, "note")] = given.get("note") or ""
    for name in ("will_return", "replaceable", "values_fit"):
        held[_key(sheet, name)] = sheet.answers.get(name)
    return held | {_key(sheet, "influence"): sheet.answers.get("influence") or ""}


def given(sheet: Decision) -> dict[str, Any]:
    """The answers as the widgets hold them; what is empty is left out."""
    state = st.session_state
    found: dict[str, Any] = {}
    for name in QUESTIONS:
        answer, note = state[_key(sheet, name)], str(state[_key(sheet, name, "note")]).strip()
        if answer or note:
            found[name] = {"answer": answer, "note": note}
    asides = {name: state[_key(sheet, name)] for name in ASIDES}
    return found | {name: value for name, value in asides.items() if value not in (None, "")}
