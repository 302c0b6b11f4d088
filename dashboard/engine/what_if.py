"""What if: settings and horizons that somebody tries out, carried in the name of the version that is asked.

`20261120T180000000Z-00000001~rate_per_hour=50~apology_days=10` is the published version as it would look with these
dials. Every answer is kept by the name of its version, so what is tried out never mixes with the company's numbers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from dashboard.engine.kpis import Kpi

_MARK = "~"

RATE = "rate_per_hour"
RATES = re.compile(r"rate_per_hour(\.[a-z_]+)?", re.ASCII)
"""The settings that are costs per hour: the general one, and that of a channel."""

LIMIT = "max_cost_ratio"

PARAMETER = "what_if"
"""The parameter of a link that carries dials."""


@dataclass(frozen=True)
class Horizon:
    """A number of days that measures rest on: its words, the company's value, and the measures that follow it.

    `days` maps every span of days in those measures to what is added to the dial.
    """

    words: str
    usual: int
    most: int
    kpi_ids: tuple[str, ...]
    spans: Mapping[int, int]


HORIZONS: Mapping[str, Horizon] = MappingProxyType(
    {
        "apology_days": Horizon(
            "An apology counts within so many days",
            7,
            90,
            (
                "apology_rate",
                "apology_rate_justified",
                "apology_with_redress",
                "honest_apology_share",
                "non_apology_only",
            ),
            MappingProxyType({7: 0}),
        ),
        "resolution_days": Horizon(
            "A solution counts within so many days",
            14,
            180,
            ("claimed_resolved_14d", "verified_resolved_14d"),
            MappingProxyType({14: 0, 28: 14}),
        ),
    }
)
"""Dial -> horizon. Whether a claim held is still looked at for the 14 days after it."""

FIXED = (
    "Other spans are part of what a measure means and stay: 24 hours for an apology at once, 72 hours for a fast fix, "
    "14 days in which a solution must hold, 7 days of contacts after it, waits of 24 hours or 10 minutes, and the 90 "
    "and 365 days over which customers are followed."
)
"""The horizons that are no dials: many measures rest on each of them, and none is loaded as a setting."""

PANELS: Mapping[str, str] = MappingProxyType(
    {"apology_words": "apology_days", "honest_apology_share_facts": "apology_days",
     "non_apology_only_facts": "apology_days", "claim_fates": "resolution_days"}
)  # fmt: skip
"""Other selects with a horizon in them -> its dial."""


def split(version: str) -> tuple[str, Mapping[str, str]]:
    """The published version and the dials of a name."""
    base, *told = version.split(_MARK)
    pairs = (one.partition("=") for one in told)
    return base, {key: value for key, _, value in pairs}


def named(base: str, dials: Mapping[str, str]) -> str:
    """The name of a version with dials; without any the version itself."""
    return f"{base}{_MARK}{written(dials)}" if dials else base


def written(dials: Mapping[str, str]) -> str:
    """Dials as a link carries them: `apology_days=10~rate_per_hour=50`."""
    return _MARK.join(f"{key}={value}" for key, value in sorted(dials.items()))


def read(text: str) -> dict[str, str]:
    """The dials of such a text, as far as they can be understood."""
    return valid(split(f"{_MARK}{text}")[1]) if text else {}


def valid(dials: Mapping[str, str]) -> dict[str, str]:
    """The dials that can be understood, in one way of writing; others are left out."""
    found = {key: _value(key, value) for key, value in dials.items()}
    return {key: value for key, value in found.items() if value is not None}


def _value(key: str, text: str) -> str | None:
    try:
        number = float(text)
    except ValueError:
        return None
    if key in HORIZONS:
        return str(int(number)) if 1 <= number <= HORIZONS[key].most else None
    if key == LIMIT or RATES.fullmatch(key):
        return f"{number:.10g}" if 0 < number < 1_000_000 else None
    return None


def settings(dials: Mapping[str, str]) -> dict[str, str]:
    """The dials that are settings of the company's data."""
    return {key: value for key, value in dials.items() if key not in HORIZONS}


def is_changed(kpi_id: str, dials: Mapping[str, str]) -> bool:
    """Whether a dial is another horizon of this KPI."""
    return any(dial in dials and kpi_id in one.kpi_ids for dial, one in HORIZONS.items())


def definition(kpi: Kpi, dials: Mapping[str, str]) -> Kpi:
    """The KPI as it is defined with these dials, its words included."""
    days = [(dial, int(dials[dial])) for dial, one in HORIZONS.items() if dial in dials and kpi.id in one.kpi_ids]
    return _with_days(kpi, *days[0]) if days else kpi


@lru_cache(maxsize=64)
def _with_days(kpi: Kpi, dial: str, days: int) -> Kpi:
    words: dict[str, Any] = {
        name: _in_words(getattr(kpi, name), dial, days)
        for name in ("label", "question", "numerator", "denominator", "excluded", "traps", "subject")
    }
    return replace(kpi, sql=select(kpi.sql, dial, days), horizon_days=_span(dial, kpi.horizon_days or 0, days), **words)


def panel(name: str, sql: str, dials: Mapping[str, str]) -> str:
    """The text of another select with these dials."""
    dial = PANELS.get(name, "")
    return select(sql, dial, int(dials[dial])) if dial in dials else sql


def select(sql: str, dial: str, days: int) -> str:
    """A select in which the spans of a horizon follow its dial."""
    return re.sub(r"interval (\d+) day", lambda found: f"interval {_span(dial, int(found[1]), days)} day", sql)


def _span(dial: str, usual: int, days: int) -> int:
    more = HORIZONS[dial].spans.get(usual)
    return usual if more is None else days + more


def _in_words(text: str, dial: str, days: int) -> str:
    usual = HORIZONS[dial].usual
    text = text.replace("seven days", "7 days").replace(f"({usual * 24} hours)", f"({days * 24} hours)")
    held = text.replace(f"stood for {usual} days", "stood for fourteen days")
    return re.sub(r"\b(\d+)( days?| d)\b", lambda found: f"{_span(dial, int(found[1]), days)}{found[2]}", held)
