"""Looking after quality: reviews with observed signs, callbacks, notices of changes, rare measures against staff."""

from typing import Final

import numpy as np

from dashboard.sample.clock import DAY, NEVER, local_day, office
from dashboard.sample.company import draw, weights
from dashboard.sample.events import MANAGER, OUTBOUND, codes
from dashboard.sample.handling import later
from dashboard.sample.part import Part, chance

_SIGNS: Final = weights((9, 16, 7, 12, 11, 9, 4, 1, 10, 7, 1, 10, 6, 1, 11, 3, 6, 4))
"""How often each of the signs S01 to S18 is seen; 8 and 14 only across a counter."""


def add_oversight(part: Part) -> None:
    """Log reviews, callbacks, notices and measures."""
    _reviews(part)
    _callbacks(part)
    _notices(part)
    _measures(part)


def _reviews(part: Part) -> None:
    """One case in twenty is reviewed; agents without training show more of the signs."""
    rng = part.rng("reviews")
    incidents, count = part.incidents, len(part)
    reviewed = incidents.is_counted & chance(rng, 0.05, count)
    at = office(later(part.handling.replied, rng.uniform(3, 15, count) * DAY), rng.random(count))
    reviewer = part.agents.lead(incidents.team)
    by = {"actor_type": MANAGER, "actor": reviewer, "team": incidents.team, "channel": incidents.channel}
    part.add("qa_reviewed", reviewed, at, **by)
    untrained = part.agents.trained[incidents.agent] > local_day(incidents.opened)
    names = codes(*(f"S{number:02d}" for number in range(1, 19)))
    for number, share in enumerate((0.34, 0.12)):
        seen = reviewed & chance(rng, share * np.where(untrained, 1.6, 0.9), count)
        part.add("sign_observed", seen, at + 60 + number, code=names[draw(rng, _SIGNS, count)], **by)


def _callbacks(part: Part) -> None:
    """We call again some days after it was solved, more often in the larger segments."""
    rng = part.rng("callbacks")
    count = len(part)
    at = office(later(part.handling.settled, rng.uniform(4, 12, count) * DAY), rng.random(count))
    calls = part.incidents.is_counted & chance(rng, np.array([0.03, 0.05, 0.12, 0.2])[part.segment], count)
    part.add_ours("callback", calls, at, direction=OUTBOUND, duration=rng.integers(120, 900, count))


def _notices(part: Part) -> None:
    """After a complaint about a change, the next change is announced."""
    rng = part.rng("notices")
    count = len(part)
    about_change = part.incidents.topic == part.company.position("topics", "change_not_told")
    at = office(later(part.handling.settled, rng.uniform(5, 40, count) * DAY), rng.random(count))
    kind = codes("text", "both", "pictures")[rng.integers(0, 3, count)]
    part.add_ours("change_notice_sent", about_change & chance(rng, 0.45, count), at, code=kind, direction=OUTBOUND)


def _measures(part: Part) -> None:
    """Measures against staff after very bad treatment: a handful in two years."""
    rng = part.rng("measures")
    incidents, count = part.incidents, len(part)
    rude = (incidents.topic == part.company.position("topics", "rude_treatment")) & (incidents.severity == 4)
    at = office(later(part.handling.replied, rng.uniform(10, 40, count) * DAY), rng.random(count))
    kind = codes("warning", "warning", "warning", "moved", "demoted")[rng.integers(0, 5, count)]
    part.add(
        "corrective_action",
        rude & chance(rng, 0.16, count),
        np.where(at < NEVER, at, NEVER),
        code=kind,
        actor_type=MANAGER,
        actor=part.agents.manager(incidents.team),
        team=incidents.team,
    )
