"""What the first page has worked out before it is needed: beside its tiles, and for the filters likely chosen next."""

from collections.abc import Iterator, Sequence
from functools import partial

from dashboard import settings
from dashboard.blocks import overview_panels
from dashboard.components import ahead, data, kpi_data
from dashboard.components.ahead import Question
from dashboard.presentation.selection import Selection


def ask(chosen: Selection) -> None:
    """Begin with what takes the database longest, while the tiles are worked out."""
    for question in overview_panels.questions(chosen):
        ahead.ask(question)


def expect(chosen: Selection, kpi_ids: Sequence[str]) -> None:
    """Have the page ready for every choice that is one value away, as far as that is quick."""
    if settings.works_ahead():
        ahead.expect(_likely(chosen, kpi_ids))


def _likely(chosen: Selection, kpi_ids: Sequence[str]) -> Iterator[Question]:
    for near in chosen.nearby():
        quick = [kpi_id for kpi_id in kpi_ids if data.is_rolled_up(near, kpi_id)]
        yield from (data.tile_question(near, kpi_id) for kpi_id in quick)
        yield from overview_panels.questions(near)
        yield from (partial(_behind, near, kpi_id) for kpi_id in quick)


def _behind(chosen: Selection, kpi_id: str) -> None:
    """What the page asks of a tile once it has it."""
    tile = data.tile_question(chosen, kpi_id)()
    kpi_data.driven_by(chosen, tile)
    if kpi_id == overview_panels.AT_STAKE:
        kpi_data.stakes_by_cause(chosen, tile)
