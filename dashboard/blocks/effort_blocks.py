"""The figures of the page on effort and signs of bad service."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from dashboard import theme
from dashboard.charts.bands import bands
from dashboard.charts.bars import share_bars
from dashboard.charts.diagonal import diagonal
from dashboard.components import block_data, data, drill, figures, measured, pick, sections
from dashboard.components.sections import Listing, Source
from dashboard.presentation import formats, scopes, sentences
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.topics import effort, signs
from dashboard.topics.curves import Kept

_SIGN_ROW = 27
_POINTS = [(-100.0, "−100"), (-50.0, "−50"), (0.0, "0"), (50.0, "+50"), (100.0, "+100")]


def _palette() -> theme.Palette:
    return theme.palette(st.context.theme.type)


def who_did_more(chosen: Selection, of: Source | None) -> None:
    """What customers say of their own effort against ours."""
    if not sections.asks(chosen, "Who worked harder?", "customer_more_effort"):
        return
    counts = sections.counts(chosen, of)
    if of is None or not counts:
        st.caption("Nobody answered both questions in these weeks.")
        return
    more, less = effort.sides(counts)
    told = f"{formats.percent(more)} the customer, {formats.percent(less)} we; the rest alike."
    st.caption(told)
    figure = diagonal(
        effort.pairs(counts), _palette(), ("Our effort, as the customer saw it", "The customer’s own effort"),
        f"Customer did more: {formats.percent(more)}", f"We did more: {formats.percent(less)}",
    )  # fmt: skip
    then = partial(sections.choose, labels(counts))
    figures.draw(figure, "pairs", f"Effort of both sides: {told}", drill.clicked("pairs", then))
    total = formats.plural(sum(counts.values()), "complaint")
    st.caption(f"{total} with both answers, {of.weeks}; 1 = very little, 5 = very much.")


def labels(counts: Mapping[str, int]) -> dict[str, str]:
    """Pair of ratings -> what its incidents are called in the list, the hardest for the customer first."""
    order = sorted(counts, key=lambda part: [-int(score) for score in part.split(" to ")])
    return {part: "Effort: customer {}, we {}".format(*part.split(" to ")) for part in order}


def staying(chosen: Selection, of: Source | None) -> None:
    """Who stays, by the customer's own effort."""
    if sections.asks(chosen, "Does effort drive them away?", "retention_after_incident", "high_effort_share"):
        _kept(chosen, of, effort.EFFORTS, "effort-kept", "Own effort, told within 14 days of the first complaint")


def waiting(chosen: Selection, of: Source | None) -> None:
    """Who stays, by the longest wait."""
    if sections.asks(chosen, "Do long waits drive them away?", "retention_after_incident", "silent_wait_rate"):
        _kept(chosen, of, effort.WAITS, "wait-kept", "Longest wait in the first 14 days of the first complaint")


def _kept(chosen: Selection, of: Source | None, names: Mapping[str, str], key: str, groups: str) -> None:
    kept: Mapping[str, Kept] = block_data.kept(chosen, of.panel, of.filters) if of else {}
    if of is None or not kept:
        st.caption("No customer with an answer has been watched long enough in these weeks.")
        return
    st.caption("Still customers after 90 days. Association, no proof.")
    rows = effort.kept_bands(kept, names)
    alt = f"Still customers: {', '.join(f'{row.label} {row.text}' for row in rows.itertuples())}"
    figures.draw(bands(rows, _palette(), effort.share_ticks(rows)), key, alt)
    st.caption(f"{groups}, opened {of.weeks}; watched from day 14. Line: 95%. Hollow: fewer than 30.")


def recommending(chosen: Selection) -> None:
    """Who would recommend us, by the customer's own effort."""
    if not sections.asks(chosen, "Do they still recommend us?", "recommend_after_incident", "high_effort_share"):
        return
    rows = effort.recommend_bands(
        data.panel(chosen, "effort_recommend", chosen.filters.between(chosen.first, chosen.last))
    )
    if rows.empty:
        st.caption("No customer answered both questions in these weeks.")
        return
    st.caption("Promoters less detractors, in points. Association.")
    alt = f"Points of recommendation: {', '.join(f'{row.label} {row.text}' for row in rows.itertuples())}"
    figures.draw(bands(rows, _palette(), _POINTS), "effort-recommend", alt)
    st.caption("Own effort, among those who answered both. Line: 95%. Hollow: fewer than 50 answers.")


def profile(chosen: Selection, tile: Tile, of: Source | None) -> None:
    """How often reviewers see each sign, beside what the records show."""
    is_reviewed = sections.asks(chosen, "Which of the signs do we show?", "sign_per_100_reviewed")
    reviewed = int(measured.frame(chosen, tile.kpi.id, of.filters)["cases"].iloc[0]) if of else 0
    records = _records(chosen)
    told = (
        f"{formats.plural(reviewed, 'review')}, {of.weeks}{_coverage(chosen, of)}." if of else "Nothing was reviewed."
    )
    if is_reviewed:
        st.caption(told)
    if not reviewed and not records.total:
        return
    rows = signs.profile(sections.counts(chosen, of), reviewed, records)
    then = partial(sections.choose, {sign.code: signs.label(sign.code) for sign in signs.signs()})
    figure = share_bars(rows, _palette(), signs.ticks(rows), _SIGN_ROW)
    figures.draw(figure, "signs", f"Signs per 100 reviews. {told}", drill.clicked("signs", then))
    st.caption(
        f"Bold: signs per 100 reviewed complaints, line 95%. Grey: of 100 complaints, from records. {signs.who_sees()}"
    )
    st.caption(f"{signs.notes()} Unless complaints are reviewed at random, the numbers are only indicative.")


def _records(chosen: Selection) -> signs.Derived:
    """What the records show by themselves, over the final weeks shown."""
    tile = data.tile(chosen, "sign_incident_rate")
    if not tile.has_cases:
        return signs.Derived(0, {})
    return signs.derived(data.panel(chosen, "derived_signs", scopes.filters(chosen, tile, scopes.FINAL)))


def _coverage(chosen: Selection, of: Source) -> str:
    """The share of complaints that were reviewed, as the facts beside the measure tell it."""
    told = measured.facts(chosen, "sign_per_100_reviewed", of.filters)
    return f", {formats.percent(told['value'].iloc[0])} of complaints" if len(told) else ""


def training(chosen: Selection) -> None:
    """Signs of bad service before and after training, of the same people."""
    if not sections.asks(chosen, "Does training show?", "sign_incident_rate"):
        return
    found = data.panel(chosen, "trained_signs", chosen.filters)
    if found.empty:
        st.caption("Nobody has complaints on both sides of a training. It needs `agents.trained_at`.")
        return
    st.caption("Complaints with a sign of bad service. Association, no proof.")
    table, agents = signs.around_training(found)
    pick.table(
        "training",
        table,
        alt="Complaints with a sign before and after training",
        columns={
            "side": st.column_config.TextColumn("Training", width=130),
            "value": st.column_config.ProgressColumn("With a sign", format="%.0f%%", max_value=100, color="gray"),
            "base": st.column_config.TextColumn("Of", width=90, alignment="right"),
            "interval": st.column_config.TextColumn("95%", width=80, alignment="right"),
        },
    )
    few = " Too few to be judged." if found["denominator"].sum() < 2 * signs.MIN_REVIEWS else ""
    st.caption(
        f"The same {formats.plural(agents, 'agent')} on both sides of the last training, whatever weeks are shown.{few}"
    )


def minutes(chosen: Selection) -> None:
    """Whose time it took."""
    if not sections.asks(chosen, "Whose time did it take?", "minutes_ratio"):
        return
    st.caption("Theirs: waiting, each wait at most 30 minutes, and talking. Ours: all handling.")
    tile = data.tile(chosen, "minutes_ratio")
    if not tile.has_cases:
        return
    row = measured.frame(chosen, "minutes_ratio", scopes.filters(chosen, tile, scopes.FINAL)).iloc[0]
    hours = [f"{row[side] / 60:,.0f}" for side in ("numerator", "denominator")]
    ratio = formats.value(row["value"], "ratio")
    weeks = sentences.scope(tile, scopes.FINAL, chosen)
    st.markdown(f"Customers **{hours[0]} h**, we **{hours[1]} h**: {ratio} of theirs for each of ours, {weeks}.")


def share(chosen: Selection, tile: Tile) -> tuple[float, float]:
    """Numerator and denominator of the measure over all final weeks shown; zeros without cases."""
    if not tile.has_cases:
        return 0.0, 0.0
    row = measured.frame(chosen, tile.kpi.id, scopes.filters(chosen, tile, scopes.FINAL)).iloc[0]
    return float(row["numerator"]), float(row["denominator"])


def listings(chosen: Selection, pairs: Source | None, reviewed: Source | None) -> list[Listing]:
    """What the page can list: the incidents of each sign and of each pair of ratings that somebody gave."""
    names = {sign.code: signs.label(sign.code) for sign in signs.signs()}
    seen = {code: name for code, name in names.items() if code in sections.counts(chosen, reviewed)}
    found = sections.listings(pairs, labels(sections.counts(chosen, pairs))) if pairs else []
    return [*(sections.listings(reviewed, seen) if reviewed else []), *found]
