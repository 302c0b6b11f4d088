"""The sheet of the seven questions about one customer: begun, answered, decided, and looked at again."""

from dataclasses import replace

import streamlit as st

from dashboard.blocks import decision_data, decision_outcome, decision_questions, incident_data
from dashboard.components import data, filter_bar, page, writing
from dashboard.components.page import Frame, plain
from dashboard.presentation import formats, records
from dashboard.presentation.selection import Selection
from dashboard.state import decisions
from dashboard.state.decisions import Decision
from dashboard.topics import customer_card, sheet_facts, sheet_since, sheet_words


def show(frame: Frame, customer_id: str) -> None:
    """Draw the newest sheet about a customer, or one chosen from the earlier ones."""
    chosen = frame.chosen
    cards = records.of(incident_data.of_customer(chosen, "card", customer_id))
    if not cards:
        st.header(f"There is no customer “{plain(customer_id)}”", anchor=False)
        st.button("Look for another customer", icon=":material/search:", on_click=filter_bar.clearing("customer"))
        return
    st.header(f"What do we do about {plain(customer_card.name(cards[0]))}?", anchor=False)
    page.subline(chosen, "Seven questions. The figures come from the data, the answers from people.")
    page.notes(chosen)
    _links(frame, customer_id)
    sheets = decision_data.read(lambda session: decisions.of_customer(session, customer_id))
    sheet = _chosen(sheets or ())
    if sheet is not None:
        _sheet(chosen, sheet)
    if sheets is not None and (sheet is None or sheet.status == "decided"):
        _begin(chosen, customer_id, is_first=sheet is None)
    if sheet is None:
        decision_questions.show(decision_data.facts(chosen, customer_id))


def _links(frame: Frame, customer_id: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("All sheets", icon=":material/arrow_back:", type="tertiary", on_click=filter_bar.clearing("customer"))
        st.page_link(frame.pages["customer"], label=f"The page of {plain(customer_id)}", icon=":material/person:")


def _chosen(sheets: tuple[Decision, ...]) -> Decision | None:
    """The newest sheet, or the one picked where there are several."""
    if len(sheets) < 2:
        return sheets[-1] if sheets else None
    named = {sheet.id: sheet for sheet in reversed(sheets)}
    which = st.selectbox(
        "Sheet", list(named), format_func=lambda one: _named(named[one]), key=f"sheet-of-{sheets[0].customer_id}"
    )
    return named.get(which or "", sheets[-1])


def _named(sheet: Decision) -> str:
    outcome = sheet_words.outcome(sheet)
    began = f"{sheet.created_at:%Y-%m-%d}" if sheet.created_at else ""
    return f"{began}, {sheet.author}: {outcome or sheet_words.status(sheet)}"


def _begin(chosen: Selection, customer_id: str, *, is_first: bool) -> None:
    label = "Begin the sheet" if is_first else "Begin another sheet"
    with st.form(f"begin-{customer_id}", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = writing.ask_author(f"begin-author-{customer_id}")
            is_begun = st.form_submit_button(label, type="primary" if is_first else "secondary")
        st.caption(
            "The figures are kept with the sheet as they are shown now; everybody who sees this dashboard sees it."
        )
    if is_begun:
        figures = _figures(chosen, customer_id)
        as_of = chosen.choices.version.as_of
        action = writing.write(lambda session: decisions.begin(session, customer_id, as_of, figures), name)
        if action is None:
            st.rerun()


def _figures(chosen: Selection, customer_id: str) -> dict[str, object]:
    """What the sheet keeps: the facts as shown, and the money to compare with later."""
    value = next(iter(records.of(incident_data.of_customer(chosen, "value", customer_id))), {})
    net = None if data.missing(chosen, "net_value_12m") else value.get("net_value")
    kept: dict[str, object] = {**sheet_facts.as_json(decision_data.facts(chosen, customer_id))}
    return kept | {"net_value": net, "version": chosen.version}


def _sheet(chosen: Selection, sheet: Decision) -> None:
    timezone = chosen.choices.version.timezone
    st.caption(
        f"{sheet_words.status(sheet)}. Begun by {plain(sheet.author)}; figures as of "
        f"{plain(formats.moment(sheet.as_of, timezone))}."
    )
    facts = sheet_facts.from_json(sheet.figures)
    if sheet.status == "open":
        _form(sheet, facts)
        return
    decision_outcome.show(sheet, timezone)
    if sheet.status == "waiting":
        decision_outcome.approve(sheet)
    else:
        _since(chosen, sheet)
    decision_questions.answered(sheet, facts)
    decision_outcome.take_back(sheet)


def _form(sheet: Decision, facts: decision_questions.Facts) -> None:
    """Answers and decision in one form; what another person wrote meanwhile is told and not lost."""
    opened = writing.opened_in(sheet, lambda one: decision_questions.held(one) | decision_outcome.held(one))
    with st.form(f"sheet-{sheet.id}", border=False):
        decision_questions.ask(sheet, facts)
        decision_outcome.ask(sheet)
        name = writing.ask_author(f"sheet-author-{sheet.id}")
        with st.container(horizontal=True):
            is_saved = st.form_submit_button("Save the answers")
            is_decided = st.form_submit_button("Decide", type="primary")
    answered = replace(opened, answers=decision_questions.given(sheet))
    if is_saved:
        writing.change(answered, name)
    elif is_decided:
        decision_outcome.decide(answered, name)


def _since(chosen: Selection, sheet: Decision) -> None:
    """What happened after it, beside what was thought."""
    st.markdown("##### What has happened since?")
    st.caption(sheet_since.span(sheet.as_of, chosen.choices.version.as_of))
    if chosen.choices.version.as_of <= sheet.as_of:
        return
    row = decision_data.since(chosen, sheet.customer_id, sheet.as_of)
    value = next(iter(records.of(incident_data.of_customer(chosen, "value", sheet.customer_id))), None)
    loss = decision_data.loss_since(chosen, sheet.customer_id, sheet.as_of)
    told = sheet_since.sentences(row, loss, sheet.figures, value, chosen.choices.currency)
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in told))
