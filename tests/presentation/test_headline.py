from dashboard.engine import kpis
from dashboard.presentation import headline


def test_with_enough_data_the_headline_measures_stand_in_their_places() -> None:
    placed = kpis.on_overview()
    chosen = headline.choose(lambda kpi_id: kpi_id in placed[:4])
    assert chosen.shown == placed
    assert chosen.waiting == placed[4:]


def test_simpler_measures_take_the_places_of_those_that_wait() -> None:
    there = {"incidents_opened", "claimed_resolved_14d", "backlog"}
    chosen = headline.choose(there.__contains__)
    assert set(chosen.shown) == there
    assert chosen.shown[0] == "incidents_opened"
    assert chosen.waiting == kpis.on_overview()


def test_there_are_never_more_tiles_than_places() -> None:
    placed = kpis.on_overview()
    chosen = headline.choose(lambda kpi_id: kpi_id not in placed[1:])
    assert len(chosen.shown) == headline.TILES
    assert chosen.shown[0] == placed[0]


def test_without_any_data_nothing_is_shown() -> None:
    assert headline.choose(lambda _: False) == headline.Headline((), kpis.on_overview())
