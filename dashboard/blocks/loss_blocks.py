"""The blocks of the page on losses: reasons, weeks, what went before, where they went, and the list."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import theme
from dashboard.charts import bars, loss_weeks
from dashboard.components import data, drill, figures, link, measured, parts, pick, twins
from dashboard.components.page import Frame
from dashboard.engine import kpis
from dashboard.engine.filters import Filters
from dashboard.presentation import formats, sentences, shares
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.topics import loss_tables, losses, unlocks
from dashboard.topics.losses import Losses

_REASONS = "loss_reason_share"
_LIST_KEY = "losses"
_MOST_ROWS = 10
_MOST_COMPETITORS = 5


def shares_of(chosen: Selection, scope: Filters) -> pd.DataFrame:
    """The shares of all reasons, as `measures.measure` gives them; without rows where no reason is recorded."""
    if data.missing(chosen, _REASONS):
        return pd.DataFrame({"reason_code": [], "value": [], "cases": []})
    return measured.frame(chosen, _REASONS, scope)


def since(chosen: Selection, final: date) -> Losses | None:
    """The losses of the weeks after the last final one that is shown; None without such weeks."""
    weeks = losses.after(final, chosen.last)
    if weeks is None:
        return None
    return losses.summed(data.panel(chosen, "losses_by_week", chosen.filters.between(*weeks)), *weeks)


def reasons(chosen: Selection, found: Losses, scope: Filters) -> None:
    """Bars of the reasons, by customers or by revenue, beside the published list that the reader chooses."""
    head = st.container(gap=None)
    with head, st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("##### Why do they leave?", width="stretch")
        needs = data.missing(chosen, _REASONS)
        by_revenue = not needs and found.revenue is not None and _weigh() == "revenue"
    if needs:
        head.caption(unlocks.sentence(needs))
        return
    kpi = kpis.find(_REASONS)
    measure = measured.frame(chosen, _REASONS, scope, weight="revenue" if by_revenue else None)
    head.caption(losses.answer(measure, found, kpi.min_n))
    place = st.container()
    rows = shares.bars(
        kpi, measure, figures.published_list(), found.apart(chosen.choices.currency if by_revenue else None)
    )
    ticks = [(tenth / 5, formats.percent(tenth / 5)) for tenth in range(6)]
    figure = bars.share_bars(rows, theme.palette(st.context.theme.type), ticks, row_height=34)
    with place:
        figures.draw(figure, "reasons", shares.in_words(rows), on_click=drill.clicked("reasons", show_group))
    what = "revenue of the losses" if by_revenue else "losses"
    st.caption(
        f"Share of the {what} with a known reason, {found.weeks}. Line: 95% interval. ◇ no traceable study behind it, "
        "context only. Grey: not avoidable. Hatched: unknown, never spread over the reasons." + _listed_below()
    )
    figures.beside_lists(kpi, measure)


def _listed_below() -> str:
    """Says where a click has led: the list is further down the page."""
    return "" if link.now(_LIST_KEY) in ([], [loss_tables.EVERY_LOSS]) else " Your choice is listed below."


def _weigh() -> str:
    words = {"customers": "Customers", "revenue": "Revenue"}
    chosen = st.segmented_control(
        "Weigh by",
        list(words),
        format_func=words.__getitem__,
        default="customers",
        required=True,
        key="weigh",
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen or "customers"


def weeks(chosen: Selection, churn: Tile, scope: Filters) -> None:
    """Losses per week in the weeks chosen, with the limit of the churn rate; a click narrows to a week."""
    verdict = sentences.trend_answer(churn) if churn.is_measured else churn.facts
    parts.question("Is it getting worse?", f"{verdict} Blue avoidable, grey not, hatched unknown.")
    shown = chosen.filters.between(chosen.first, chosen.last)
    partings = data.panel(chosen, "partings_by_week", shown)
    rows = loss_tables.by_week(
        data.panel(chosen, "losses_by_week", shown),
        partings,
        churn.trend,
        chosen.first,
        chosen.last,
        measured.last_final(chosen),
    )
    figure = loss_weeks.loss_weeks(rows, theme.palette(st.context.theme.type))
    alt = f"Customers lost per week. {verdict}"
    figures.draw(figure, "weeks-lost", alt, on_click=drill.clicked("weeks-lost", drill.to_week))
    twins.of_marks("weeks-lost", rows, "Week", drill.to_week)
    st.caption(_apart(chosen, int(partings["count_partings"].sum()), scope))


def _apart(chosen: Selection, parted: int, scope: Filters) -> str:
    """What is not in the columns, and whether contracts explain them."""
    first, last = scope.first_week or chosen.first, scope.last_week or chosen.last
    ends = data.panel(
        chosen, "contract_ends", scope, first_day=first.isoformat(), last_day=(last + timedelta(days=6)).isoformat()
    ).iloc[0]
    words = [f"Not in it: {formats.plural(parted, 'customer')} whom we parted with."]
    if ends["count_with_contract"]:
        words.append(
            f"Of {int(ends['count_with_contract']):,} lost with a contract, {int(ends['count_at_end']):,} left within "
            f"30 days of its end; {formats.plural(int(ends['count_ending']), 'contract')} ended in these weeks."
        )
    return " ".join(words)


def before(chosen: Selection, found: Losses, scope: Filters) -> None:
    """What was wrong before each stated reason; a row lists its losses below."""
    reasons_found = data.panel(chosen, "stated_reasons", scope)
    table = loss_tables.history(reasons_found)
    needs = data.missing(chosen, "lost_before_resolution")
    open_losses = 0 if needs else int(measured.frame(chosen, "lost_before_resolution", scope).iloc[0]["numerator"])
    answer = unlocks.sentence(needs) if needs else loss_tables.hidden(reasons_found, open_losses, found.count)
    parts.question("Do stated reasons hide something?", answer)
    pick.table(
        "before",
        table,
        alt="Stated reasons and what was wrong in the 180 days before the loss",
        on_pick=drill.picked("before", table["key"].tolist(), show_group),
        columns={
            "name": st.column_config.TextColumn("Stated reason", width=150),
            "losses": st.column_config.NumberColumn("Losses", width=60),
            "open": _share("Complaint open"),
            "broken": _share("Promise broken"),
        },
        order=("name", "losses", "open", "broken"),
        most_rows=_MOST_ROWS,
    )
    st.caption("In the 180 days before the loss. A loss with two reasons is in both rows. Association, not proof.")


def _share(heading: str) -> Any:
    return st.column_config.ProgressColumn(
        heading, format="%.0f%%", min_value=0, max_value=100, color="blue", width=105
    )


def competitors(chosen: Selection, scope: Filters) -> None:
    """Where lost customers went, the largest first."""
    title = "Where do they go?"
    found = data.panel(chosen, "competitors", scope)
    named = int(found["count_competitors"].max()) if len(found) else 0
    if not named:
        parts.question(title, unlocks.sentence("needs losses.competitor"))
        return
    silent = int(found.loc[found["competitor"].isna(), "count_losses"].sum())
    parts.question(title, f"{formats.plural(named, 'competitor')} named; {silent:,} who left named none.")
    pick.table(
        "competitors",
        loss_tables.competitors(found, chosen.choices.currency),
        alt="Competitors that lost customers went to",
        columns={
            "name": st.column_config.TextColumn("Competitor", width=150),
            "losses": st.column_config.NumberColumn("Losses", width=70),
            "revenue": st.column_config.TextColumn("Worth a year", width=100, alignment="right"),
        },
        most_rows=_MOST_COMPETITORS,
    )


def show_group(group: str) -> None:
    """List only the losses of a group of `loss_tables.groups`. For callbacks."""
    st.session_state[_LIST_KEY] = group


def listed(frame: Frame, found: Losses, scope: Filters) -> None:
    """The losses one by one; a row opens the customer."""
    chosen = frame.chosen
    groups = loss_tables.groups(data.panel(chosen, "stated_reasons", scope))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        heading = st.container(width="stretch")
        group = _group(groups)
    rows = data.panel(chosen, "loss_list", scope, which=group)
    count = int(rows["count_rows"].iloc[0]) if len(rows) else 0
    kind = "" if group == loss_tables.EVERY_LOSS else f"{groups[group].lower()}, "
    heading.markdown(f"##### {formats.plural(count, 'loss', 'losses')}, {kind}{found.weeks}")
    if not count:
        st.caption("No loss of this kind in these weeks.")
        return
    table = loss_tables.listed(rows, chosen.choices.currency)
    open_customer = drill.and_open(frame.pages["customer"], "customer") if "customer" in frame.pages else None
    pick.table(
        "loss-list",
        table,
        alt="The losses behind the numbers, latest first; pick one to open the customer",
        on_pick=drill.picked("loss-list", table["Customer"].tolist(), open_customer) if open_customer else None,
        most_rows=_MOST_ROWS,
    )
    shown = "All" if count == len(rows) else f"The latest {len(rows):,} of {count:,}"
    st.caption(f"{shown} shown, latest first. Complaints of the 180 days before the loss.")


def _group(groups: dict[str, str]) -> str:
    if st.session_state.get(_LIST_KEY) not in (None, *groups):
        st.session_state[_LIST_KEY] = loss_tables.EVERY_LOSS
    chosen = st.selectbox(
        "Which losses",
        list(groups),
        format_func=groups.__getitem__,
        key=_LIST_KEY,
        bind="query-params",
        label_visibility="collapsed",
        width=260,
    )
    return chosen or loss_tables.EVERY_LOSS
