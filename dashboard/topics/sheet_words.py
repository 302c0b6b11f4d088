"""The seven questions about a customer and the outcomes people choose from, in the words of the page."""

from collections.abc import Mapping
from types import MappingProxyType

from dashboard.state.decisions import Decision

QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "q1": "If we accept what happened, will the future be free of such trouble?",
        "q2": "Can we tolerate it because of what goes well between us?",
        "q3": "Can the unyielding behaviour be explained, by stress or by what we did before?",
        "q4": "Do we really care about this customer?",
        "q5": "Would breaking off harm other customers or our own team?",
        "q6": "Can we smooth things over and make peace? How, and who does it?",
        "q7": "Can the cost be made up for, and would not appeasing cost more?",
    }
)
"""Question -> its words."""

FOR_PEOPLE: Mapping[str, str] = MappingProxyType(
    {
        "q1": "Your judgement of the future.",
        "q2": "How much weight that deserves.",
        "q3": "Only people who know them can answer this.",
        "q4": "Only people can answer this.",
        "q5": "Their influence, how isolated they are, and what it does to morale.",
        "q6": "Whom they would listen to.",
        "q7": "What you assume for our reputation.",
    }
)
"""Question -> what the data cannot say."""

ANSWERS: Mapping[str, str] = MappingProxyType({"yes": "Yes", "no": "No", "unsure": "Unsure"})

ASIDES: Mapping[str, str] = MappingProxyType(
    {
        "will_return": "Will they come back if we let them go?",
        "replaceable": "Can they be replaced?",
        "influence": "How much influence do they have, and on whom?",
        "values_fit": "Do their values fit ours? 1 not at all, 5 fully",
    }
)
"""Further prompts -> their words."""

OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "keep": "Keep as it is",
        "repair": "Make peace and mend the cause",
        "reprice": "Change the price",
        "reduce_service": "Give less service",
        "accept": "Accept it knowingly",
        "reposition": "Change what we offer, or to whom",
        "part": "Part with the customer",
    }
)
"""Outcome -> its words; the order is that of the list and says nothing."""


def status(sheet: Decision) -> str:
    """Where a sheet stands: `Waits for approval`."""
    if sheet.status == "open":
        return "Being filled in"
    return "Waits for another person's approval" if sheet.status == "waiting" else "Decided"


def outcome(sheet: Decision) -> str:
    """What was decided in words; empty while nothing is."""
    return OUTCOMES.get(sheet.outcome or "", "")
