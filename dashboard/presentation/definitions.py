"""What a KPI means, in the words of its definition: both parts of the fraction, clock and horizon, certainty, needs."""

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
