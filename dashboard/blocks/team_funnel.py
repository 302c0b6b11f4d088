"""Is a team different beyond chance? One of the shares of the first page, by team, with the mix of cases taken out."""

import streamlit as st

from dashboard.components import data, drill, funnels
from dashboard.engine import kpis
from dashboard.presentation.selection import Selection

_FIRST = "verified_resolved_14d"


def show(chosen: Selection) -> None:
    """Draw the question, the choice of the measure, and the funnel."""
    known = [kpi_id for kpi_id in kpis.on_overview() if _is_share(kpi_id) and data.missing(chosen, kpi_id) is None]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("##### Is a team different beyond chance?", width="stretch")
        if known:
            kpi_id = st.selectbox(
                "Measure to compare",
                known,
                index=known.index(_FIRST) if _FIRST in known else 0,
                format_func=lambda one: kpis.find(one).label,
                key="compare",
                bind="query-params",
                label_visibility="collapsed",
                width=210,
            )
    if not known or not any(chosen.choices.values["team"]):
        st.caption("Not known: needs incidents.team_id and a measure such as solved complaints or apologies.")
        return
    within = chosen.filters.between(chosen.first, chosen.last)
    funnels.show(chosen, data.tile(chosen, str(kpi_id)), within, "team_id", lambda key: _narrow(chosen, key))


def _is_share(kpi_id: str) -> bool:
    """Whether incidents are compared, by team: not customers, whose team is only that of their latest complaint."""
    kpi = kpis.find(kpi_id)
    return kpi.unit == "percent" and kpi.clock in ("opened", "due", "answered", "claim")


def _narrow(chosen: Selection, key: str) -> None:
    drill.narrow("team", chosen.choices.values["team"].get(key, key))
