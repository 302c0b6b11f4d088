"""What was asked for (size, weeks, seed), and the random streams that come from it."""

import zlib
from dataclasses import dataclass

import numpy as np

from dashboard.sample import clock


@dataclass(frozen=True)
class Plan:
    """One order for a sample company: number of incidents, number of ISO weeks, seed."""

    incidents: int = 20_000
    weeks: int = 104
    seed: int = 7

    @property
    def first_day(self) -> int:
        """The Monday on which the data begin, as days since 1970."""
        return clock.first_day(self.weeks)

    @property
    def customers(self) -> int:
        """How many customers such a company has had."""
        return max(150, round(self.incidents / 3.8))

    def rng(self, topic: str, part: int = 0) -> np.random.Generator:
        """An own random stream for a topic, so that a change in one part leaves the others as they were."""
        return np.random.default_rng([self.seed, zlib.crc32(topic.encode()), part])

    def weeks_before_end(self, share: float, at_most: int) -> int:
        """A place in the period: a share of the weeks, counted back from the end, but not more than so many weeks."""
        return max(1, min(at_most, round(self.weeks * share)))
