"""What is decided about a customer: outcome, plan, owner, day of review; approval by another person; taking it back."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import streamlit as st

from dashboard.components import writing
from dashboard.components.page import plain
from dashboard.presentation import formats
from dashboard.state import decisions
from dashboard.state.decisions import PART, Decision
from dashboard.state.records import LONGEST
from dashboard.topics import sheet_words
from dashboard.topics.sheet_words import OUTCOMES

_REVIEW = timedelta(days=90)


def ask(sheet: Decision) -> None:
    """The fields of the decision, inside a form; nothing is chosen before somebody chooses."""
    st.markdown("##### What do we decide?")
    st.caption(
        "Nothing here is proposed by the data. To part with a customer needs another person's approval and takes "
        "effect seven days after the sheet was begun at the earliest."
    )
    outcome, plan, owner, review = held(sheet)
    words = OUTCOMES.__getitem__
    st.selectbox("Outcome", list(OUTCOMES), None, format_func=words, placeholder="Choose", key=outcome)
    st.text_area("Plan: what will be done", max_chars=LONGEST, height="content", key=plan)
    st.text_input("Who does it", max_chars=200, key=owner)
    st.date_input("Look at it again on", key=review)


def held(sheet: Decision) -> dict[str, object]:
    """What these fields hold for a sheet as it is kept, by key: outcome, plan, owner, day of review."""
    values = {
        "outcome": None,
        "plan": sheet.plan,
        "owner": sheet.owner,
        "review": sheet.review_on or _today() + _REVIEW,
    }
    return {f"decide-{name}-{sheet.id}": value for name, value in values.items()}


def decide(sheet: Decision, name: str) -> None:
    """Write down what the fields say, together with the answers that the sheet carries."""
    outcome, plan, owner, review = (st.session_state[key] for key in held(sheet))
    if outcome is None or not isinstance(review, date):
        st.error("Choose an outcome and a day to look at it again.", icon=":material/error:")
        return
    write = partial(decisions.decide, sheet=sheet, outcome=outcome, plan=plan, owner=owner, review_on=review)
    writing.change(sheet, name, write)


def _today() -> date:
    return datetime.now(UTC).date()


def show(sheet: Decision, timezone: str) -> None:
    """What was decided, by whom, and from when on it counts."""
    st.markdown(f"##### Decided: {sheet_words.outcome(sheet)}")
    st.markdown(plain(sheet.plan))
    parts = [f"Owner: {sheet.owner}", f"decided by {sheet.decided_by}"]
    if sheet.approver:
        parts.append(f"approved by {sheet.approver}")
    if sheet.effective_at:
        parts.append(f"takes effect on {formats.moment(sheet.effective_at, timezone)}")
    st.caption(plain(f"{'; '.join(parts)}."))
    _review(sheet)


def _review(sheet: Decision) -> None:
    if sheet.review_on is None:
        return
    is_due = sheet.review_on <= _today()
    told = f"Look at it again on {sheet.review_on.day} {sheet.review_on:%b %Y}"
    st.caption(f":material/event: {told}{': that day has come' if is_due else ''}.")


def approve(sheet: Decision) -> None:
    """The approval of a parting, by another person than the one who decided it."""
    st.info(
        f"To part waits for the approval of another person than {plain(sheet.decided_by or sheet.author)}.",
        icon=":material/approval_delegation:",
    )
    with st.form(f"approve-{sheet.id}-{sheet.version}", border=False):  # what changed meanwhile is read before
        name = writing.ask_author(f"approve-author-{sheet.id}")
        if st.form_submit_button("Approve", type="primary"):
            writing.change(sheet, name, lambda session: decisions.approve(session, sheet))


def take_back(sheet: Decision) -> None:
    """Opening a decided sheet again; the log keeps what was decided."""
    what = "Decline or take it back" if sheet.status == "waiting" and sheet.outcome == PART else "Take it back"
    key = f"reopen-{sheet.id}-{sheet.version}"
    with st.popover(what, icon=":material/undo:", type="tertiary"), st.form(key, border=False):
        name = writing.ask_author(f"reopen-author-{sheet.id}")
        if st.form_submit_button("Open the sheet again"):
            writing.change(sheet, name, lambda session: decisions.reopen(session, sheet))
