"""Which causes, ours or theirs: the bars, their table, and whose causes they are by segment, channel and seller."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import theme
from dashboard.charts.pareto import pareto
from dashboard.components import data, drill, figures, pick
from dashboard.engine import kpis
from dashboard.engine.filters import Filters
from dashboard.presentation.selection import Selection
from dashboard.topics import causes

_PARTS = {"segment": "Segment", "channel": "Channel", "sold_by": "Who sold"}


def show(chosen: Selection) -> None:
    """Draw the bars of the causes with their table."""
    st.markdown("##### Which causes, ours or theirs?")
    missing = data.missing(chosen, "cause_share")
    if missing:
        st.caption(f"Not known: {missing}. With it the complaints are ranked by cause, cost and customers lost.")
        return
    is_detail = len(chosen.filters.values("cause_code")) == 1
    found = _found(chosen, is_detail=is_detail)
    st.caption(causes.answer(found))
    if found.empty:
        return
    measure = _measure(found)
    rows = causes.bars(found, measure, is_detail=is_detail, currency=chosen.choices.currency)
    if rows.empty:
        st.caption("Nothing to draw for these filters.")
        return
    click = None if is_detail else drill.clicked("causes", lambda code: _narrow(chosen, code))
    figures.draw(pareto(rows, theme.palette(st.context.theme.type)), "causes", causes.answer(found), click)
    st.caption(_reading(measure, has_owner=found["unknown"].sum() < found["incidents"].sum()))
    notice = causes.hidden_causes(found)
    if notice and not is_detail:
        st.caption(f":material/info: {notice}")
    _table(chosen, found, is_detail=is_detail)


def _found(chosen: Selection, *, is_detail: bool) -> pd.DataFrame:
    within = _within(chosen)
    has_cost = data.missing(chosen, "cost_per_incident") is None
    has_losses = data.missing(chosen, "churn_rate") is None or data.missing(chosen, "loss_reason_known") is None
    return causes.merged(
        data.panel(chosen, "cause_owners", within, is_detail=is_detail),
        data.panel(chosen, "cause_costs", within, is_detail=is_detail) if has_cost else None,
        data.panel(chosen, "cause_losses", within, is_detail=is_detail) if has_losses else None,
    )


def _within(chosen: Selection) -> Filters:
    return chosen.filters.between(chosen.first, chosen.last)


def _measure(found: pd.DataFrame) -> str:
    """By what to rank: all that the data can tell."""
    known = [name for name in causes.MEASURES if found[name].notna().any()]
    choice = st.segmented_control(
        "Rank by",
        known,
        format_func=causes.MEASURES.__getitem__,
        default="incidents",
        required=True,
        key="rank",
        bind="query-params",
        label_visibility="collapsed",
    )
    return choice if choice in known else "incidents"


def _reading(measure: str, *, has_owner: bool) -> str:
    front = "Blue: our own cause, grey: the rest or unknown. " if has_owner and measure == "incidents" else ""
    if has_owner and measure != "incidents":
        front = "“Ours”: of the complaints with this cause. "
    what = {
        "incidents": "Complaints opened in these weeks.",
        "cost": "Handling cost in the first 28 days of complaints opened in these weeks and old enough.",
        "losses": "Customers lost in these weeks, by the complaint behind it: an association, no proof.",
    }
    return front + what[measure]


def _table(chosen: Selection, found: pd.DataFrame, *, is_detail: bool) -> None:
    table = causes.table(found, is_detail=is_detail)
    codes = found.sort_values("incidents", ascending=False)["cause"].tolist()
    with st.expander("The same as a table; pick a row to see only its complaints"):
        pick.table(
            "causes-table",
            table,
            alt="Causes with their owners, handling cost and customers lost",
            on_pick=None if is_detail else drill.picked("causes-table", codes, lambda code: _narrow(chosen, code)),
            money=("Handling cost",),
            currency=chosen.choices.currency,
        )


def _narrow(chosen: Selection, code: str) -> None:
    drill.narrow("cause", chosen.choices.values["cause"].get(code, code))


def owners(chosen: Selection) -> None:
    """Draw the table of owners by a part that the reader chooses."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("##### Where do the causes lie with us?", width="stretch")
        part = st.selectbox(
            "Owners by",
            list(_PARTS),
            format_func=_PARTS.__getitem__,
            key="part",
            bind="query-params",
            label_visibility="collapsed",
            width=130,
        )
    rows = data.panel(chosen, "owners_by", _within(chosen), by=str(part))
    if not (rows["count_unknown"] < rows["count_incidents"]).any():
        st.caption(
            "Not known: needs incidents.cause_owner. With it every cause is ours, the customer's or a third party's."
        )
        return
    labels = chosen.choices.values.get(str(part), {})
    opens = "" if labels else " There is no filter by who sold, so a row opens no list."
    st.caption(f"Share of the complaints whose cause was ours, of those whose owner is known. No ranking.{opens}")
    table = causes.by_part(rows, labels, kpis.find("cause_share").min_n)
    pick.table(
        "owners",
        table,
        alt=f"Share of causes that are ours by {_PARTS[str(part)].lower()}",
        on_pick=_picked_part(str(part), table) if labels else None,
        columns=_columns(_PARTS[str(part)]),
        order=[name for name in table if name != "note" or table["note"].any()],
    )


def _picked_part(part: str, table: pd.DataFrame) -> Any:
    return drill.picked("owners", table["name"].tolist(), lambda name: drill.narrow(part, name))


def _columns(heading: str) -> dict[str, Any]:
    column = st.column_config
    return {
        "name": column.TextColumn(heading, width=104),
        "ours": column.ProgressColumn("Ours", format="%.0f%%", min_value=0, max_value=100, color="blue", width=74),
        "base": column.TextColumn("Of", width=90, alignment="right"),
        "interval": column.TextColumn("95%", width=64),
        "customer": column.NumberColumn("Customer", format="%.0f%%", width=72),
        "third": column.NumberColumn("Third", format="%.0f%%", width=50),
        "unknown": column.NumberColumn("Unknown", width=68),
        "note": column.TextColumn("Note", width=56),
    }
