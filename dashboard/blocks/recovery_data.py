"""Cached readings of the page on recovery."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.components import data
from dashboard.engine import statements
from dashboard.engine.filters import Filters
from dashboard.presentation import parts
from dashboard.presentation.selection import Selection
from dashboard.topics import comparisons, retention, treatments
from dashboard.topics.comparisons import Comparison
from dashboard.topics.retention import Group, Split
from dashboard.topics.treatments import Pair, Treatment

_BEGINNING, _END = date(1900, 1, 1), date(2200, 1, 1)


@st.cache_resource(max_entries=64, show_spinner=False)
def _groups(version: str, name: str, filters: Filters) -> tuple[tuple[Group, ...], int]:
    split = retention.SPLITS[name]
    counted = parts.counts(data.of(version), split.panel, filters, (split.column, "days", "has_left"))
    return retention.groups(counted, split), retention.unknown(counted, split)


def groups(chosen: Selection, name: str, scope: Filters) -> tuple[Split, tuple[Group, ...], int]:
    """A split of `retention.SPLITS`, its groups, and how many customers are in none because it is not known."""
    found, unknown = _groups(chosen.version, name, scope)
    return retention.SPLITS[name], found, unknown


def cells(chosen: Selection, outcome: str, scope: Filters) -> pd.DataFrame:
    """Complaints and successes by stratum and set of interventions, in the quarters that the weeks take."""
    first, last = statements.period_range("quarter", scope)
    return data.panel(
        chosen,
        comparisons.OUTCOMES[outcome][1],
        scope.between(None, None),
        first_quarter=(first or _BEGINNING).isoformat(),
        last_quarter=(last or _END).isoformat(),
    )


def options(found: pd.DataFrame) -> Mapping[str, Treatment]:
    """Every group of cases that can be compared, by its label."""
    return treatments.options(treatments.parsed(text) for text in found["treatments"].unique())


def compared(
    found: pd.DataFrame, pairs: Sequence[Pair], groups_: Mapping[str, Treatment], strata: Sequence[str]
) -> list[Comparison]:
    """Each pair compared."""
    return [comparisons.compare(found, pair, groups_, strata) for pair in pairs]
