"""The blocks of the page on recovery: who stays, how many get all three parts, and what was tried for whom."""

from collections.abc import Sequence

import streamlit as st

from dashboard import theme
from dashboard.blocks import recovery_data
from dashboard.charts import bars, survival
from dashboard.charts.survival import Line
from dashboard.components import data, figures, measured, parts, pick, twins
from dashboard.engine.filters import Filters
from dashboard.presentation import formats, names, sentences
from dashboard.presentation.selection import Selection
from dashboard.topics import recovery, retention, unlocks
from dashboard.topics.retention import Group

_RETENTION, _TRIAD, _PARADOX = "retention_after_incident", "recovery_triad_rate", "recovery_paradox_gap"
_HEIGHT, _PARADOX_HEIGHT = 290, 190
_DAYS = ((0, "day 0"), (90, "90"), (180, "180"), (270, "270"), (365, "365"))


def who_stays(chosen: Selection, scope: Filters) -> None:
    """Curves of who is still there, by the groups that the reader chooses, and their table."""
    head = st.container(gap=None)
    with head, st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("##### Who stays after a complaint?", width="stretch")
        name = _split()
    needs = data.missing(chosen, _RETENTION)
    if needs:
        head.caption(unlocks.sentence(needs))
        return
    _, found, unknown = recovery_data.groups(chosen, name, scope)
    answer = retention.answer(found) if found else "Not known for any customer in these weeks."
    head.caption(answer)
    if not found:
        return
    alt = f"Still a customer, by {retention.SPLITS[name].words.lower()}. {answer}"
    _curves("retention", found, alt, _HEIGHT)
    pick.table("retention-table", retention.table(found), alt="Who is still there, by group", columns=_numbers())
    st.caption(_apart(chosen, name, scope, unknown))


def _numbers() -> dict[str, object]:
    """Counts with the reader's separators."""
    return {name: st.column_config.NumberColumn(format="localized") for name in retention.COUNTS}


def _curves(key: str, found: Sequence[Group], alt: str, height: int) -> None:
    figure = survival.survival_curves(
        [_line(group, at, len(found)) for at, group in enumerate(found)],
        theme.palette(st.context.theme.type),
        _DAYS,
        height=height,
    )
    figures.draw(figure, key, alt)


def _split() -> str:
    words = {name: split.words for name, split in retention.SPLITS.items()}
    chosen = st.selectbox(
        "Group by",
        list(words),
        format_func=words.__getitem__,
        key="groups",
        bind="query-params",
        label_visibility="collapsed",
        width=230,
    )
    return chosen or "parts"


def _line(group: Group, at: int, count: int) -> Line:
    """The first group in blue, the last dotted, those between quiet; a group of few is dotted too."""
    points = group.points
    share = formats.percent(points["survival"].iloc[-1]) if len(points) else ""
    name = f"{group.label} {share}{', few' if group.is_few else ''}"
    is_last = at == count - 1 and count > 1
    return Line(name, points, is_comparison=group.is_few or is_last, is_quiet=0 < at < count - 1)


def _apart(chosen: Selection, name: str, scope: Filters, unknown: int) -> str:
    """Who is in no curve, and how far the groups may be compared."""
    words = ["Watched from day 14 after the complaint; band: 95%."]
    if name != "second":
        gone = measured.facts(chosen, _RETENTION, scope)
        gone = gone[gone["label"].str.startswith("Lost at or before")]
        count = int(gone["value"].sum())
        words.append(f"{formats.plural(count, 'customer')} had left by then and are in no curve.")
    if unknown:
        words.append(f"Group not known for {unknown:,}.")
    return " ".join([*words, "An association: nobody was put into a group by chance."])


def full_recovery(chosen: Selection, scope: Filters) -> None:
    """How many complaints got none, one, two or all three parts, and the stricter count."""
    title = "How many get all three parts?"
    needs = data.missing(chosen, _TRIAD)
    if needs:
        parts.question(title, unlocks.sentence(needs))
        return
    facts = measured.facts(chosen, _TRIAD, scope)
    if facts.empty:
        parts.question(title, "No justified complaint on a channel whose text is kept.")
        return
    strict = formats.percent(facts.iloc[-1]["value"])
    parts.question(title, f"Apology, quick fix or promise kept, compensation. By call: {strict}.")
    rows = recovery.parts_bars(facts)
    ticks = [(tenth / 5, formats.percent(tenth / 5)) for tenth in range(6)]
    figure = bars.share_bars(rows, theme.palette(st.context.theme.type), ticks, row_height=34)
    figures.draw(figure, "parts", f"Parts of a full recovery: {', '.join(rows['label'] + ' ' + rows['text'])}")


def trend(chosen: Selection) -> None:
    """Full recovery over the weeks, with the notes on training and changes that the data hold."""
    tile = data.tile(chosen, _TRIAD)
    if not tile.is_measured:
        return
    parts.question("Does full recovery change?", sentences.trend_answer(tile))
    figures.control_chart(chosen, tile)
    twins.of_periods(tile, chosen.choices.currency, "control")


def paradox(chosen: Selection, scope: Filters) -> None:
    """The recovery paradox: both groups, the gap, and what studies expect."""
    title = "Are the recovered more loyal than the rest?"
    needs = data.missing(chosen, _PARADOX)
    if needs:
        parts.question(title, unlocks.sentence(needs))
        return
    gap = measured.frame(chosen, _PARADOX, scope).iloc[0].to_dict()
    arms = recovery.paradox(gap, measured.facts(chosen, _PARADOX, scope))
    parts.question(title, arms or "Nobody was watched for a year yet.")
    found = retention.paradox(data.panel(chosen, "paradox_curves", scope))
    if found:
        _curves("paradox", found, f"Still a customer. {arms}", _PARADOX_HEIGHT)
    st.caption(
        "Studies find more satisfaction after a good recovery, and no more loyalty: expect a gap near or below zero. "
        "Compared with customers of the same segment, tenure and value without a complaint."
    )


def best_fit(chosen: Selection) -> None:
    """What was tried for whom, with n, interval and cost; the whole company, as known when the quarter began."""
    title = "Which intervention for whom?"
    needs = data.missing(chosen, "best_fit_table")
    if needs:
        parts.question(title, unlocks.sentence(needs))
        return
    found = data.panel(chosen, "best_fit", chosen.filters.between(None, None))
    parts.question(title, recovery.best_fit_answer(found))
    if len(found):
        pick.table(
            "best-fit",
            recovery.best_fit(found, chosen.choices.currency),
            alt="Interventions tried for groups of customers",
            columns={
                "Customers like these": st.column_config.TextColumn(width=264),
                "Cases": st.column_config.NumberColumn(format="localized", width=54),
            },
            most_rows=8,
        )
    st.caption(
        "All customers, whatever the filters; as known when the quarter began. "
        f"“{names.of('intervention', 'none')}” may be best. ✓ evidence: tried 30 times, its interval above all others."
    )
