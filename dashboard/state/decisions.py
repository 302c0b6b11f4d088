"""Decision sheets: the seven questions about one customer, what was seen and answered, and what was decided.

People decide; nothing here proposes an outcome or adds answers up. To part with a customer needs a second person, who
approves it, and a week in which it can be taken back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from dashboard.errors import AmendsError
from dashboard.state.records import Entry, Problem, words
from dashboard.state.session import Session

QUESTIONS = tuple(f"q{number}" for number in range(1, 8))
ANSWERS = ("yes", "no", "unsure")
OUTCOMES = ("keep", "repair", "reprice", "reduce_service", "accept", "reposition", "part")
STATUSES = ("open", "waiting", "decided")
"""Being filled in; decided to part but not approved; decided."""

PART = "part"
WAIT = timedelta(days=7)
"""From the sheet's beginning to the earliest parting."""

_ASIDES = ("replaceable", "will_return", "influence", "values_fit")


@dataclass(frozen=True, kw_only=True)
class Decision(Entry):
    """A sheet about one customer. Times are naive UTC.

    `figures` are those that were shown, as of `as_of`. `answers` maps q1 to q7 to {"answer": yes, no or unsure,
    "note": text}, and may hold `replaceable`, `will_return` (yes, no, unsure), `influence` (text), `values_fit` (1-5).
    """

    table = "decisions"
    label = "decision sheet"

    customer_id: str = words(longest=200)
    incident_id: str | None = words(longest=200, default=None)
    as_of: datetime
    figures: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    outcome: str | None = words(options=OUTCOMES, default=None)
    plan: str = words(may_be_empty=True, default="")
    owner: str = words(longest=200, may_be_empty=True, default="")
    review_on: date | None = None
    approver: str | None = words(longest=200, default=None)
    effective_at: datetime | None = None
    status: str = words(options=STATUSES, default="open")
    decided_by: str | None = words(longest=200, default=None)

    def problems(self) -> Iterator[Problem]:
        """The answers are of their kinds, and a decision has what it needs."""
        for name, answer in self.answers.items():
            yield from _of_answer(name, answer)
        if self.status != "open":
            yield from self._of_decision()
        if self.outcome == PART and self.status == "decided":
            yield from self._of_parting()

    def _of_decision(self) -> Iterator[Problem]:
        if self.outcome is None:
            yield "outcome", "must be chosen"
        if not self.plan.strip():
            yield "plan", "must say what will be done"
        if not self.owner.strip():
            yield "owner", "must say who does it"
        if self.review_on is None:
            yield "review_on", "must be the day on which it is looked at again"
        if self.status == "waiting" and self.outcome != PART:
            yield "status", "waiting is only for parting, which another person approves"

    def _of_parting(self) -> Iterator[Problem]:
        wrote = {_same(name) for name in (self.author, self.decided_by or "")}
        if not self.approver or _same(self.approver) in wrote:
            yield "approver", "must be another person than the one who wrote or decided the sheet"
        waits = self.effective_at - self.created_at if self.effective_at and self.created_at else timedelta()
        if waits < WAIT:
            yield "effective_at", f"must be at least {WAIT.days} days after the sheet was begun ({self.created_at})"

    def is_in_force(self, now: datetime) -> bool:
        """Whether what was decided counts by now."""
        return self.status == "decided" and (self.effective_at is None or self.effective_at <= now)


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


def _of_answer(name: str, answer: Any) -> Iterator[Problem]:
    where = f"answers.{name}"
    if name in QUESTIONS:
        if not isinstance(answer, Mapping) or not answer.keys() <= {"answer", "note"}:
            yield where, "must hold answer and note"
        elif answer.get("answer") not in (*ANSWERS, None):
            yield f"{where}.answer", f"must be one of {', '.join(ANSWERS)}"
        elif not isinstance(answer.get("note", ""), str):
            yield f"{where}.note", "must be text"
    elif name not in _ASIDES:
        yield where, f"is no question: {', '.join((*QUESTIONS, *_ASIDES))}"
    else:
        yield from _of_aside(name, answer)


def _of_aside(name: str, answer: Any) -> Iterator[Problem]:
    where = f"answers.{name}"
    if name == "influence":
        if not isinstance(answer, str):
            yield where, "must be text"
    elif name == "values_fit":
        if isinstance(answer, bool) or answer not in (1, 2, 3, 4, 5):
            yield where, "must be 1, 2, 3, 4 or 5"
    elif answer not in ANSWERS:
        yield where, f"must be one of {', '.join(ANSWERS)}"


def begin(
    session: Session, customer_id: str, as_of: datetime, figures: Mapping[str, Any], incident_id: str | None = None
) -> Decision:
    """A new sheet about a customer, with the figures as they were shown."""
    return session.save(Decision(customer_id=customer_id, incident_id=incident_id, as_of=as_of, figures=dict(figures)))


def decide(
    session: Session, sheet: Decision, outcome: str, *, plan: str, owner: str, review_on: date,
    effective_at: datetime | None = None,
) -> Decision:  # fmt: skip
    """Write down what was decided. To part waits for another person's `approve`, and seven days at least."""
    is_part = outcome == PART
    if is_part and effective_at is None:
        effective_at = (sheet.created_at or session.now) + WAIT
    decided = replace(
        sheet,
        outcome=outcome,
        plan=plan,
        owner=owner,
        review_on=review_on,
        effective_at=effective_at,
        approver=None,
        status="waiting" if is_part else "decided",
        decided_by=session.author,
    )
    return session.save(decided)


def approve(session: Session, sheet: Decision) -> Decision:
    """Approve a parting in the name of the writer, who must be another person; it takes effect after the wait."""
    if sheet.status != "waiting":
        raise AmendsError("This sheet does not wait for an approval.")
    return session.save(replace(sheet, approver=session.author, status="decided"))


def reopen(session: Session, sheet: Decision) -> Decision:
    """Take a decision back, so that the sheet can be filled in again; the change log keeps it."""
    return session.save(replace(sheet, status="open", outcome=None, approver=None, effective_at=None, decided_by=None))


def of_customer(session: Session, customer_id: str) -> tuple[Decision, ...]:
    """The sheets about one customer, the oldest first."""
    return session.all(Decision, customer_id=customer_id)


def to_review(session: Session, today: date) -> tuple[Decision, ...]:
    """The decisions whose day of review has come, the longest due first."""
    due = (one for one in session.all(Decision, status="decided") if one.review_on and one.review_on <= today)
    return tuple(sorted(due, key=lambda one: (one.review_on or date.max, one.id)))
