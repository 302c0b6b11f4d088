"""What a benchmark answers: numbers with a name, a unit and the goal they are held against.

A benchmark is a module `bench_<name>.py` beside this file with

    def measure(sizes: Sequence[int]) -> Iterable[Measurement]

`sizes` are numbers of incidents, smallest first. Ratios are of medians, taken interleaved in one run, so that a busy
machine slows both sides alike. Progress goes to stderr.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Measurement:
    """One measured number: `Measurement("load against bare read_csv", 1.9, "times", "at most", 2.2)`."""

    name: str
    value: float
    unit: str
    """times, seconds, milliseconds, GB, rows a second, …"""
    goal: Literal["at most", "at least"] | None = None
    limit: float | None = None
    note: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached; always so without one."""
        if self.goal is None or self.limit is None:
            return True
        return self.value <= self.limit if self.goal == "at most" else self.value >= self.limit
