"""Two interventions side by side: the reader chooses both, the outcome and what makes customers comparable."""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard import theme
from dashboard.blocks import recovery_data
from dashboard.charts import effects
from dashboard.components import data, drill, figures, pick
from dashboard.engine.filters import Filters
from dashboard.presentation import formats
from dashboard.presentation.selection import Selection
from dashboard.topics import comparisons, recovery, treatments, unlocks
from dashboard.topics.comparisons import OUTCOMES, PREFERENCE, STRATA, Comparison
from dashboard.topics.treatments import Pair, Treatment

_FIRST, _SECOND = "first", "second"


def show(chosen: Selection, scope: Filters) -> None:
    """The comparison chosen among the usual ones as a chart, the choices beside it, all of them as a table."""
    st.markdown("##### Which of two interventions works better?")
    needs = data.missing(chosen, "adjusted_effect")
    if needs:
        st.caption(unlocks.sentence(needs))
        return
    chart, choices = st.columns([5, 4], gap="medium")
    with choices:
        outcome, strata = _question()
    lacking = data.missing(chosen, OUTCOMES[outcome][2])
    if lacking:
        chart.caption(unlocks.sentence(lacking))
        return
    cells = recovery_data.cells(chosen, outcome, scope)
    groups = recovery_data.options(cells)
    if len(groups) < 2:
        chart.caption("Fewer than two interventions have been followed long enough in these weeks.")
        return
    usual = [pair for pair in treatments.presets() if pair.first in groups and pair.second in groups]
    with choices:
        pair = _choice(groups, usual)
    pairs = usual if pair in usual else [pair, *usual]
    found = recovery_data.compared(cells, pairs, groups, strata)
    with chart, st.container(gap="xsmall"):
        _chart(found, pairs.index(pair))
    _table(found)


def _question() -> tuple[str, list[str]]:
    """What counts as success, and in what customers must be alike."""
    words = {name: OUTCOMES[name][0] for name in OUTCOMES}
    outcome = st.selectbox("Success is", list(words), format_func=words.__getitem__, key="outcome", bind="query-params")
    strata = st.pills(
        "Compare customers alike in",
        [*STRATA, PREFERENCE],
        selection_mode="multi",
        default=list(STRATA),
        key="alike",
        bind="query-params",
        wrap=True,
    )
    return outcome or "retention", list(strata or ())


def _choice(groups: Mapping[str, Treatment], usual: list[Pair]) -> Pair:
    """The two groups that the reader chose, else the first usual comparison."""
    labels = list(groups)
    default = usual[0] if usual else Pair(labels[0], labels[1])
    first = _select("This intervention", labels, default.first, _FIRST)
    return Pair(first, _select("against this one", labels, default.second, _SECOND))


def _select(label: str, labels: list[str], default: str, key: str) -> str:
    if st.session_state.get(key) not in (None, *labels):
        del st.session_state[key]
    chosen = st.selectbox(label, labels, index=labels.index(default), key=key, bind="query-params")
    return chosen or default


def _chart(found: list[Comparison], chosen: int) -> None:
    one = found[chosen]
    st.markdown(f"**{one.pair.label}.** {comparisons.sentence(one)}")
    figure = effects.effects(recovery.effect_rows(found, chosen), theme.palette(st.context.theme.type))
    alt = f"Differences in points. {one.pair.label}: {comparisons.sentence(one)}"
    figures.draw(figure, "effects", alt, on_click=drill.clicked("effects", _choosing(found)))
    st.caption(_caveats(one, len(found)))


def _table(found: list[Comparison]) -> None:
    """The twin of the chart; a row chooses its comparison."""
    pick.table(
        "effects-table",
        recovery.effect_table(found),
        alt="Comparisons of two interventions; pick one to look at it",
        on_pick=drill.picked("effects-table", [str(at) for at in range(len(found))], _choosing(found)),
    )


def _choosing(found: list[Comparison]) -> Callable[[str], None]:
    def choose(position: str) -> None:
        pair = found[int(position)].pair
        st.session_state[_FIRST], st.session_state[_SECOND] = pair.first, pair.second

    return choose


def _caveats(one: Comparison, count: int) -> str:
    """What the marks mean, who is left out, and how many comparisons were made."""
    parts = ["■ adjusted with its 95% interval, ○ without adjustment; right of the line the first does better."]
    if one.both:
        parts.append(f"{formats.plural(one.both, 'complaint')} with both left out.")
    parts.append("Chance chose who got what." if one.is_drawn else "An association: staff chose who got what.")
    many = f"{formats.plural(count, 'comparison')} shown: the more one looks at, the likelier one stands out by chance."
    return " ".join([*parts, many])
