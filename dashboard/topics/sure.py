"""How sure we are of what was read in messages: per language how often it is right, what counts, and the true share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from dashboard.detect.gate import ACTS, LEAST_F1
from dashboard.detect.measured import GATES, Measured
from dashboard.presentation import formats, records
from dashboard.stats.misclassification import Checks, corrected_limits, corrected_share
from dashboard.topics.dictionary import LANGUAGES

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "specific": "Apology that names the fault",
        "formulaic": "Apology in general words",
        "non_apology": "Not a real apology",
        "sympathy": "Sympathy, no apology",
        "none": "No apology",
        "promise_dated": "Promise with a date",
        "promise_undated": "Promise without a date",
        "promise_none": "No promise",
        "compensation": "Offer",
        "explanation": "Explanation",
        "excuse": "Excuse",
        "apology": "Real apology",
        "promise": "Promise",
    }
)
"""Label -> its name on pages."""

_COUNTED: Mapping[str, str] = MappingProxyType(
    {"apology": "apologies", "promise": "promises", "compensation": "offers", "explanation": "explanations"}
)
_READ, _UNKNOWN, _AUTOMATIC = tuple(GATES), "unknown", "automatic"


@dataclass(frozen=True)
class Reading:
    """One language: `messages` read, `apologies` found in them (before anybody judged them), and the measured labels.

    `corrected` is the share of messages with a real apology behind the observed one, with 95 % limits; NaN without
    messages or measurement. `counts` names the acts that count when nobody coded them.
    """

    language: str
    messages: int
    apologies: int
    labels: Mapping[str, Measured]
    corrected: float
    corrected_low: float
    corrected_high: float
    counts: frozenset[str]

    @property
    def name(self) -> str:
        """The language in English."""
        return LANGUAGES.get(self.language, self.language)

    @property
    def observed(self) -> float:
        """The share of messages in which a real apology was found; NaN without messages."""
        return self.apologies / self.messages if self.messages else float("nan")


@dataclass(frozen=True)
class Sure:
    """All languages, what could not be read, and by which patterns the others were; no messages = no text is loaded."""

    readings: tuple[Reading, ...]
    unknown: int
    automatic: int

    @property
    def messages(self) -> int:
        """Messages that were read, in a language that nobody planned too."""
        return sum(one.messages for one in self.readings) + self.unknown


def sure(read: pd.DataFrame, known: Sequence[Measured], trusted: Iterable[tuple[str, str]]) -> Sure:
    """What the rows of the panel `messages_read` mean, with what was measured and the acts trusted per language."""
    rows = {row["language"]: row for row in records.of(read)}
    counts = {name: int(row["count_messages"]) for name, row in rows.items()}
    pairs = frozenset(trusted)
    found = [
        _reading(
            name,
            counts.get(name, 0),
            int(rows[name]["count_apologies"]) if name in rows else 0,
            {row.label: row for row in known if row.language == name},
            frozenset(act for language, act in pairs if language == name),
        )
        for name in _READ
    ]
    return Sure(tuple(found), counts.get(_UNKNOWN, 0), counts.get(_AUTOMATIC, 0))


def _reading(
    language: str, messages: int, apologies: int, labels: Mapping[str, Measured], counts: frozenset[str]
) -> Reading:
    apology = labels.get("apology")
    share, low, high = float("nan"), float("nan"), float("nan")
    if apology is not None and messages:
        checks = _checks(apology)
        observed = apologies / messages
        share = float(corrected_share(observed, checks.sensitivity, checks.specificity))
        limits = corrected_limits(observed, messages, checks)
        low, high = float(limits.low), float(limits.high)
    return Reading(language, messages, apologies, labels, share, low, high, counts)


def _checks(row: Measured) -> Checks:
    having = row.found_rightly + row.missed
    without = row.messages - having
    return Checks(having, row.found_rightly, without, without - row.found_wrongly)


def verdict(found: Sure) -> str:
    """How much was read, and of what nothing is taken."""
    read = formats.plural(found.messages, "message")
    apart = []
    if found.unknown:
        apart.append(f"{found.unknown:,} in a language that Amends does not read, from which nothing is taken")
    if found.automatic:
        apart.append(f"{formats.plural(found.automatic, 'automatic one')} left out")
    return f"{'; '.join([f'{read} of your people were read on this machine', *apart])}."


def what_counts(one: Reading) -> str:
    """Whether real apologies of a language count without a code, with the figures that decide."""
    apology, (precision, recall) = one.labels.get("apology"), GATES[one.language]
    if apology is None:
        return "Coded only: never measured."
    asked = f"asked: {formats.percent(precision)} and {formats.percent(recall)}"
    had = f"{formats.percent(apology.precision)} right, {formats.percent(apology.recall)} found"
    return f"{'Counts' if 'apology' in one.counts else 'Coded only'}: {had}; {asked}."


def coded_only(one: Reading) -> str:
    """The acts that count only where somebody coded them, in words; empty when all are found well enough."""
    acts = [_COUNTED[act] for act in ("apology", *ACTS) if act not in one.counts]
    return f"{one.name}: {_listed(acts)}" if acts else ""


def label_rows(one: Reading) -> list[dict[str, str]]:
    """Every label of a language with precision and recall, the 95 % limits, and how many messages stand behind it."""
    return [
        {
            "Label": LABELS.get(name, name),
            "Right": share(row.precision, row.precision_low, row.precision_high),
            "Found": share(row.recall, row.recall_low, row.recall_high),
            "Both": formats.percent(row.f1),
            "Checked on": f"{row.found_rightly + row.missed} of {row.messages}",
            "Counts": _counts(name, one),
        }
        for name, row in one.labels.items()
    ]


def _counts(name: str, one: Reading) -> str:
    if name not in _COUNTED:
        return "–"
    if name in one.counts:
        return "yes"
    return "coded only" if name == "apology" else f"coded only: below {formats.percent(LEAST_F1)}"


def share(value: float, low: float, high: float) -> str:
    """A share with its 95 % limits: `97% (91–99%)`; a dash when nothing could be divided."""
    if formats.is_missing(value):
        return formats.MISSING
    return f"{formats.percent(value)} ({formats.interval(low, high, 'percent').removeprefix('95% ')})"


def sources(coded: int, read: int, lowest_grade: str | None, not_counted: Sequence[str]) -> str:
    """One sentence or two on where the apologies come from, and which grade is the lowest that counts."""
    told = ""
    if coded or read:
        told = f"Complaints with words of apology: {coded:,} coded by people, {read:,} read in messages"
        told += f"; coded only in {_listed(not_counted)}. " if not_counted else ". "
    return told + _grade(lowest_grade)


def grade_in_force(lowest_grade: str | None) -> str:
    """Which words count as a real apology, by the setting `apology_min_grade`."""
    setting = lowest_grade if lowest_grade == "sympathy" else "formulaic"
    return f"{_grade(lowest_grade)} Your own setting for it: apology_min_grade, now {setting}."


def _grade(lowest_grade: str | None) -> str:
    if lowest_grade == "sympathy":
        return "Sympathy counts as an apology too."
    return "Sympathy alone does not count as an apology."


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
