"""What people wrote that belongs on charts: notes, targets, and how final weeks were told before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dashboard.errors import AmendsError
from dashboard.state import published
from dashboard.state.annotations import Annotation
from dashboard.state.database import State
from dashboard.state.published import PublishedWeek, Restatement, Told
from dashboard.state.session import Session
from dashboard.state.targets import Target

Restated = Mapping[str, Mapping[Told, Restatement]]
"""KPI -> final period and category -> how it changed."""


@dataclass(frozen=True)
class Written:
    """Notes and targets with those that were removed, which hide loaded ones. `stamp` differs whenever anything does.

    `problem` says in words why nothing could be read; the numbers are shown all the same.
    """

    stamp: str = ""
    annotations: tuple[Annotation, ...] = ()
    targets: tuple[Target, ...] = ()
    restated: Restated = field(default_factory=lambda: MappingProxyType({}))
    problem: str | None = None


def stamp(state: State) -> str:
    """A short text that changes with what is written; the complaint when nothing can be read."""
    try:
        with state.read() as session:
            return _stamp(state, session)
    except AmendsError as error:
        return str(error)


def written(state: State, *, is_sample: bool = False) -> Written:
    """Everything at this moment; restated weeks of the sample company or of real data."""
    try:
        with state.read() as session:
            return Written(
                stamp=_stamp(state, session),
                annotations=session.everything(Annotation),
                targets=session.everything(Target),
                restated=published.restated(session, is_sample=is_sample),
            )
    except AmendsError as error:
        return Written(stamp=str(error), problem=str(error))


def _stamp(state: State, session: Session) -> str:
    """With the place in it: another database is another answer, whatever it holds."""
    return ", ".join([str(state.url), *(session.stamp(record) for record in (Annotation, Target, PublishedWeek))])
