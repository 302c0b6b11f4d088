from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from dashboard.errors import AmendsError
from dashboard.state import decisions
from dashboard.state.database import State
from dashboard.state.decisions import Decision
from dashboard.state.records import check

DAY = datetime(2026, 3, 2, 10)
REVIEW = date(2026, 6, 1)


def parted(state: State) -> Decision:
    """A sheet of Ana's that says to part, waiting for somebody to approve."""
    with state.write("Ana") as session:
        sheet = decisions.begin(session, "c1", DAY, {"margin": -3.5}, "i7")
        return decisions.decide(session, sheet, "part", plan="Tell them", owner="Béla", review_on=REVIEW)


def test_a_decision_is_written_with_the_figures_that_were_seen(file_state: State) -> None:
    with file_state.write("Ana") as session:
        sheet = decisions.begin(session, "c1", DAY, {"margin": 12.5})
        sheet = session.save(replace(sheet, answers={"q3": {"answer": "yes", "note": "Two broken promises"}}))
        sheet = decisions.decide(session, sheet, "repair", plan="Visit", owner="Béla", review_on=REVIEW)
    assert (sheet.status, sheet.decided_by, sheet.figures) == ("decided", "Ana", {"margin": 12.5})
    assert sheet.is_in_force(DAY)
    with file_state.read() as session:
        assert decisions.of_customer(session, "c1") == (sheet,)
        assert decisions.of_customer(session, "c2") == ()
        assert decisions.to_review(session, REVIEW) == (sheet,)
        assert decisions.to_review(session, REVIEW - timedelta(days=1)) == ()


def test_to_part_waits_for_another_person_and_seven_days(file_state: State) -> None:
    sheet = parted(file_state)
    assert sheet.created_at is not None
    assert (sheet.status, sheet.effective_at) == ("waiting", sheet.created_at + timedelta(days=7))
    assert not sheet.is_in_force(datetime.max)
    for same in ("Ana", " ana "):
        with pytest.raises(AmendsError, match="approver: must be another person"), file_state.write(same) as session:
            decisions.approve(session, sheet)
    with file_state.write("Cili") as session:
        approved = decisions.approve(session, sheet)
    assert (approved.approver, approved.status) == ("Cili", "decided")
    assert approved.effective_at is not None
    assert not approved.is_in_force(approved.effective_at - timedelta(seconds=1))
    assert approved.is_in_force(approved.effective_at)


def test_a_second_person_who_decides_does_not_approve_it_too(file_state: State) -> None:
    with file_state.write("Ana") as session:
        sheet = decisions.begin(session, "c1", DAY, {})
    with file_state.write("Béla") as session:
        sheet = decisions.decide(session, sheet, "part", plan="Tell", owner="Béla", review_on=REVIEW)
    for who in ("Ana", "Béla"):
        with pytest.raises(AmendsError, match="another person"), file_state.write(who) as session:
            decisions.approve(session, sheet)


def test_the_week_cannot_be_cut_short(file_state: State) -> None:
    sheet = parted(file_state)
    early = replace(sheet, effective_at=(sheet.created_at or DAY) + timedelta(days=7, seconds=-1))
    with pytest.raises(AmendsError, match="effective_at: must be at least 7 days"), file_state.write("Cili") as session:
        decisions.approve(session, early)
    with file_state.write("Ana") as session:
        again = decisions.reopen(session, sheet)
    assert (again.status, again.outcome) == ("open", None)
    with pytest.raises(AmendsError, match="does not wait"), file_state.write("Cili") as session:
        decisions.approve(session, again)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"answers": {"q8": {"answer": "yes"}}}, r"answers\.q8: is no question"),
        ({"answers": {"q1": "yes"}}, r"answers\.q1: must hold answer and note"),
        ({"answers": {"q1": {"answer": "perhaps"}}}, r"answers\.q1\.answer: must be one of yes, no, unsure"),
        ({"answers": {"q1": {"answer": "no", "note": 3}}}, r"answers\.q1\.note: must be text"),
        ({"answers": {"values_fit": 6}}, r"answers\.values_fit: must be 1, 2, 3, 4 or 5"),
        ({"answers": {"values_fit": True}}, r"answers\.values_fit: must be 1"),
        ({"answers": {"replaceable": "maybe"}}, r"answers\.replaceable: must be one of"),
        ({"answers": {"influence": 1}}, r"answers\.influence: must be text"),
        ({"outcome": "score 7"}, "outcome: must be one of keep"),
        ({"status": "decided"}, "outcome: must be chosen"),
        ({"status": "decided", "outcome": "keep"}, "plan: must say"),
        ({"status": "decided", "outcome": "keep", "plan": "x"}, "owner: must say"),
        ({"status": "decided", "outcome": "keep", "plan": "x", "owner": "B"}, "review_on: must be the day"),
        (
            {"status": "waiting", "outcome": "keep", "plan": "x", "owner": "B", "review_on": REVIEW},
            "status: waiting is only for parting",
        ),
    ],
)
def test_what_a_sheet_may_not_say(changed: dict[str, Any], told: str) -> None:
    sheet = Decision(id="d", customer_id="c1", as_of=DAY)
    check(sheet)
    with pytest.raises(AmendsError, match=told):
        check(replace(sheet, **changed))
