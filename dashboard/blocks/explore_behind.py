"""What stands behind an answer of the explorer: the cases with their files, and the SQL beside the definition."""

import streamlit as st

from dashboard.blocks import explore_data
from dashboard.components import case_list, data, downloads, pick
from dashboard.components.page import Frame
from dashboard.engine import periods
from dashboard.presentation import definitions, formats
from dashboard.presentation.selection import Selection
from dashboard.topics import explore
from dashboard.topics.explore import Question


def cases(frame: Frame, asked: Question) -> None:
    """How many cases stand behind the answer, the first of them, each of which opens, and all of them as files."""
    chosen = frame.chosen
    within = explore_data.behind(chosen, asked)
    counts = data.counts(chosen, asked.kpi.id, within)
    total = counts["counted"]
    last = within.last_week
    when = f", at the end of {periods.label(last, 'week')}" if asked.kpi.is_snapshot and last else ""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            with st.container(width="stretch", gap=None):
                st.markdown(f"##### {formats.plural(total, 'case')} behind the answer{when}")
                st.caption(
                    f"Not in them: {counts['unknown']:,} unknown, {counts['immature']:,} too young. "
                    "The file holds all of them, not cut."
                )
            downloads.of_cases(chosen, "cases", asked.kpi.id, within, total)
        if total:
            rows = data.rows(chosen, asked.kpi.id, within, ("counted",))
            pick.table(
                "cases",
                rows,
                alt=f"The cases behind {asked.kpi.label}",
                on_pick=case_list.opening(frame, rows),
                columns=case_list.moments(rows),
                most_rows=6,
            )
            if len(rows) < total:
                st.caption(f"The first {len(rows):,} of {total:,}.")


def made(chosen: Selection, asked: Question) -> None:
    """The SQL with its values beside the definition."""
    version = chosen.choices.version
    with st.expander("SQL and definition", icon=":material/code:", expanded=False):
        code, words = st.columns([5, 4], gap="medium")
        with code:
            st.code(explore.sql(asked), language="sql", height=430)
        with words:
            age = formats.moment(version.as_of, version.timezone)
            st.caption(f"{asked.filters.sentence()}. Data to {age}, version {version.version}.")
            st.caption(f"This text gives the sums per {asked.kpi.axis} from the cases, with the values in place.")
            for heading, text in definitions.facts(asked.kpi):
                st.markdown(f"**{heading}.** {text}")
