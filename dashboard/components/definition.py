"""What a KPI means: the sentence, both parts of the fraction, clock and horizon, comparison, needs, and the SQL."""

import streamlit as st

from dashboard.engine.kpis import Kpi
from dashboard.presentation import benchmarks, formats

_CLOCKS = {
    "opened": "the {axis} in which the incident was opened",
    "lost": "the {axis} in which the customer was lost",
    "month": "the month",
    "quarter": "the quarter in which the incident was opened",
    "snapshot": "the end of each week: where things stood then",
    "due": "the {axis} in which the promise was due",
    "deadline": "the {axis} of the deadline",
    "claim": "the {axis} in which we called it solved",
    "answered": "the {axis} in which the customer answered",
    "made": "the {axis} in which the promise was made",
    "event": "the {axis} in which it happened",
}
_INTERVALS = {
    "wilson": "95% Wilson interval",
    "bootstrap": "95% interval by resampling customers",
    "poisson": "exact 95% Poisson interval",
    "kaplan_meier": "95% Kaplan–Meier interval",
    "mantel_haenszel": "95% interval of the difference within strata (Mantel–Haenszel)",
    "assumption": "An assumed band, no 95% interval",
    "none": "no interval: a full count",
}
_BETTER = {"up": "Higher is better.", "down": "Lower is better.", "neutral": "Neither direction is better by itself."}


SWITCH = "definition"
"""The parameter of a link that opens a KPI's page with its definition first."""


def switch() -> bool:
    """Whether the definition stands above everything else; it is in the link."""
    return st.toggle("How is this computed?", key=SWITCH, bind="query-params")


def show(kpi: Kpi) -> None:
    """Definition on the left, the SQL file as it runs on the right."""
    with st.container(border=True, gap="small", key="definition-box"):
        st.markdown("##### How is this computed?")
        words, code = st.columns([4, 5], gap="medium")
        with words:
            for heading, text in facts(kpi):
                st.markdown(f"**{heading}.** {text}")
        with code, st.expander(f"SQL as it runs: {kpi.sql_file}", icon=":material/code:", expanded=True):
            st.code(kpi.sql, language="sql", wrap_lines=True)  # whole: a box that scrolls is shut to keys and printers


def facts(kpi: Kpi) -> list[tuple[str, str]]:
    """Heading and text of everything that defines a KPI, in reading order."""
    horizon = (
        f"A case counts once {formats.plural(kpi.horizon_days, 'day')} have passed; until then its week is provisional."
        if kpi.horizon_days
        else "A case counts at once; a period is final when it is over."
    )
    return [
        ("Counted", kpi.numerator),
        ("Out of", kpi.denominator),
        ("Left out", kpi.excluded),
        ("Time", f"By {_CLOCKS[kpi.clock].format(axis=kpi.axis)}. {horizon}"),
        ("Certainty", f"{_INTERVALS[kpi.uncertainty]}. Judged from {kpi.min_n} cases. {_BETTER[kpi.better]}"),
        ("Beware", kpi.traps),
        *([("Published figure", _published(kpi))] if _published(kpi) else []),
        ("Needs", "; ".join(" or ".join(_need(need) for need in group) for group in kpi.needs)),
    ]


def _need(need: object) -> str:
    table, column, value = (getattr(need, name) for name in ("table", "column", "value"))
    return f"`{table}.{column}{f' = {value}' if value else ''}`"


def _published(kpi: Kpi) -> str:
    """Every published figure with its comparability and caveat; those of a list share one note."""
    whole = benchmarks.of_kpi(kpi.id)
    figures = [*([whole] if whole else []), *benchmarks.context_of(kpi.id)]
    told = [f"{b.source} {_figure(b)}, {b.tag}. {b.note}" for b in figures]
    listed = [f"{b.source}, {b.tag}. {b.note}" for b in benchmarks.benchmarks() if b.kpi_id == kpi.id and b.category]
    return " ".join(dict.fromkeys([*told, *listed]))


def _figure(figure: benchmarks.Benchmark) -> str:
    value = formats.value(figure.value, figure.unit)
    return f"{value} to {formats.value(figure.high, figure.unit)}" if figure.high is not None else value
