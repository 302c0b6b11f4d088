"""The sentence of one incident says why a complaint that was called solved is open."""

from datetime import datetime

import pytest

from dashboard.topics import event_words, incident_words

OPEN = {
    "opened_at": datetime(2026, 11, 1),
    "as_of": datetime(2026, 11, 11),
    "is_complaint": True,
    "is_open": True,
    "first_claim_at": datetime(2026, 11, 3),
    "last_claim_undone_at": None,
    "last_claim_denied_at": None,
}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"first_claim_at": None}, "Open, 10 d old"),
        ({"last_claim_undone_at": datetime(2026, 11, 4)}, "Open again because it was reopened or disputed, 10 d old"),
        (
            {"last_claim_denied_at": datetime(2026, 11, 4)},
            "Open again because the customer said in a survey that it is not solved, 10 d old",
        ),
    ],
)
def test_an_open_complaint_says_why(facts: dict[str, object], words: str) -> None:
    assert incident_words._state(OPEN | facts) == words


@pytest.mark.parametrize(("score", "label"), [(0, "Denied"), (1, "Confirmed")])
def test_what_the_survey_says_of_the_solution_is_named(score: int, label: str) -> None:
    answer = {"event_type": "survey_answer", "question_id": "resolved", "score": score, "code": None, "amount": None}
    assert (
        event_words.look(
            answer | {"duration_s": None, "wait_s": None, "channel": None, "label_source": None}, "EUR"
        ).label
        == label
    )
