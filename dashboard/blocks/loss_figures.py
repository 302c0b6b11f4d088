"""The small figures of the page on losses."""

from datetime import timedelta

from dashboard.components import data, measured
from dashboard.engine import kpis
from dashboard.engine.filters import Filters
from dashboard.presentation import formats, small_figures
from dashboard.presentation.selection import Selection
from dashboard.presentation.small_figures import SmallFigure
from dashboard.presentation.tiles import Tile
from dashboard.topics import losses, word_of_mouth
from dashboard.topics.losses import Losses

_YEAR = timedelta(weeks=51)


def what_happened(chosen: Selection, found: Losses, churn: Tile, scope: Filters) -> list[SmallFigure]:
    """How many left, how many reasons are known, what could have been avoided, who left with a complaint open."""
    return [
        _lost(chosen, found, churn),
        measured.small_figure(chosen, "loss_reason_known", scope, "Reasons are read from 60% known on."),
        measured.small_figure(chosen, "avoidable_loss", scope, _avoidable_money(chosen, scope)),
        measured.small_figure(chosen, "lost_before_resolution", scope, "Of those who had a complaint in 180 days."),
    ]


def _lost(chosen: Selection, found: Losses, churn: Tile) -> SmallFigure:
    worth = f" · {formats.money(found.revenue, chosen.choices.currency)} a year" if found.revenue is not None else ""
    readings = churn.trend.readings if churn.trend else ()
    share = losses.over_range(one for one in readings if found.first <= one.period <= found.last)
    note = "" if share is None else f"{formats.percent(share, 1)} of all customers in these weeks together."
    return SmallFigure("churn_rate", "Customers lost", formats.count(found.count), f"{found.weeks}{worth}", note)


def _avoidable_money(chosen: Selection, scope: Filters) -> str:
    """The avoidable loss in money, where revenue is known."""
    if data.missing(chosen, "avoidable_loss"):
        return ""
    amount = measured.frame(chosen, "avoidable_loss", scope, weight="revenue").iloc[0]["numerator"]
    worth = f"{formats.money(amount, chosen.choices.currency)} a year. " if amount else ""
    return f"{worth}A label, no forecast."


def what_followed(chosen: Selection, scope: Filters) -> list[SmallFigure]:
    """Who was right, who came back, who was left alone, and what they tell others."""
    last = scope.last_week or chosen.last
    year = scope.between(last - _YEAR, last)
    return [
        measured.small_figure(chosen, "dissatisfied_and_justified_loss", scope, "Judged by those who lost them."),
        measured.small_figure(chosen, "win_back_rate", year, "Lost in the year before, 180 days given to come back."),
        measured.small_figure(chosen, "abandoned_unhappy", scope, "Nobody wrote, called or visited for 30 days."),
        _people_told(chosen, scope),
    ]


def _people_told(chosen: Selection, scope: Filters) -> SmallFigure:
    kpi = kpis.find("people_told_band")
    needs = data.missing(chosen, kpi.id)
    if needs:
        return small_figures.missing(kpi, needs)
    return word_of_mouth.people_told(
        kpi,
        measured.frame(chosen, kpi.id, scope).iloc[0].to_dict(),
        measured.facts(chosen, kpi.id, scope),
        data.panel(chosen, "warnings", scope).iloc[0].to_dict(),
        chosen.choices.currency,
    )
