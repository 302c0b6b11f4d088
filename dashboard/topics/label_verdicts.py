"""What people said of the labels of messages, for the load that reads the messages again."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from dashboard.load.request import Verdict
from dashboard.state.database import State
from dashboard.state.label_flips import LabelFlip, label_flips


def verdicts(state: State) -> Mapping[str, Sequence[Verdict]]:
    """By the event id of the message: what holds and what does not, and who said so last."""
    with state.read() as session:
        flips = label_flips(session)
    return {
        event_id: tuple(_verdict(flip) for flip in of_message)
        for event_id, of_message in groupby(flips, key=lambda flip: flip.event_id)
    }


def _verdict(flip: LabelFlip) -> Verdict:
    return Verdict(flip.name, flip.holds, flip.changed_by or flip.author, flip.changed_at or flip.created_at)
