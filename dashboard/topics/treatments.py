"""What was done for a customer after a complaint, as groups of cases that can be compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.presentation import names

APOLOGY = ("apology_call", "apology_written")
COMPENSATION = ("refund", "discount", "gift", "free_product", "replacement", "rain_check")
"""The same groups as in the warehouse (`intervention_cases`)."""

Types = frozenset[str]
"""The interventions of one case; empty = none on record."""


@dataclass(frozen=True)
class Treatment:
    """Cases that got any of `got` (nothing at all where it is empty), any of `beside` if given, none of `without`."""

    label: str
    got: tuple[str, ...]
    beside: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def holds(self, types: Types) -> bool:
        """Whether a case with these interventions belongs to the group."""
        if not self.got:
            return not types
        has_beside = not self.beside or not types.isdisjoint(self.beside)
        return not types.isdisjoint(self.got) and has_beside and types.isdisjoint(self.without)


@dataclass(frozen=True)
class Pair:
    """Two groups to compare: how much better does `first` do than `second`?"""

    first: str
    second: str

    @property
    def label(self) -> str:
        """Both names: `Discount against Gift`."""
        return f"{self.first} against {self.second[:1].lower()}{self.second[1:]}"


def parsed(text: str) -> Types:
    """The interventions of a case as the warehouse writes them, separated by commas."""
    return frozenset(text.split(",")) if text else frozenset()


def options(found: Iterable[Types]) -> dict[str, Treatment]:
    """Every group that can be chosen, by its label: those of which the cases hold at least one."""
    cases = set(found)
    present = sorted({one for types in cases for one in types}, key=lambda one: names.of("intervention", one))
    groups = [Treatment("Any apology", APOLOGY), Treatment("Any compensation", COMPENSATION)]
    groups += _with_apology("Compensation", COMPENSATION)
    for one in present:
        groups += _with_apology(names.of("intervention", one), (one,)) if one in COMPENSATION else []
    groups += [Treatment(names.of("intervention", one), (one,)) for one in present]
    groups.append(Treatment("Nothing on record", ()))
    return {group.label: group for group in groups if any(group.holds(types) for types in cases)}


def _with_apology(name: str, got: tuple[str, ...]) -> list[Treatment]:
    """The same with and without an apology beside it."""
    return [
        Treatment(f"{name} and an apology", got, beside=APOLOGY),
        Treatment(f"{name} without an apology", got, without=APOLOGY),
    ]


def presets() -> tuple[Pair, ...]:
    """The comparisons worth a look; the first one is the KPI “adjusted effect”."""
    refund, free = (names.of("intervention", one) for one in ("refund", "free_product"))
    discount = names.of("intervention", "discount")
    return (
        Pair("Compensation and an apology", "Compensation without an apology"),
        Pair(f"{refund} and an apology", f"{refund} without an apology"),
        Pair("Any apology", discount),
        Pair(free, discount),
    )
