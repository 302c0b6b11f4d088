from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest

from dashboard.engine import kpis, measures
from dashboard.engine.filters import Filters
from dashboard.engine.kpi_headers import DIMENSIONS
from dashboard.presentation import benchmarks, breakdowns, formats, nearest, panels, scopes, sentences, shares, tiles
from dashboard.presentation.panels import Choices
from dashboard.presentation.selection import Selection
from dashboard.stats.verdicts import Tone
from dashboard.warehouse.reader import Warehouse


@pytest.fixture(scope="module")
def warehouse(changed_company: Warehouse) -> Warehouse:
    return changed_company


@pytest.fixture(scope="module")
def choices(warehouse: Warehouse) -> Choices:
    return panels.choices(warehouse)


def selection(choices: Choices, filters: Filters = Filters(), weeks: int = 26) -> Selection:  # noqa: B008 - immutable
    return Selection(choices, filters, choices.last_week - timedelta(weeks=weeks - 1), choices.last_week)


def tile_of(warehouse: Warehouse, kpi_id: str, chosen: Selection) -> tiles.Tile:
    return tiles.tile(warehouse, kpi_id, chosen.filters, chosen.first, chosen.last, chosen.choices)


def test_choices_have_names_and_the_span_of_the_data(choices: Choices) -> None:
    assert choices.values["team"]["t2"] == "Online"
    assert choices.values["team"]["t5"] == "t5"
    assert list(choices.values["team"])[-1] == ""
    assert list(choices.values["severity"])[:4] == ["1", "2", "3", "4"]
    assert choices.target("apology_rate", choices.last_week) == 0.5
    assert choices.target("apology_rate", choices.first_week.replace(year=2020)) is None


@pytest.mark.parametrize("kpi_id", sorted(kpis.registry()))
@pytest.mark.parametrize("filters", [Filters.of({"team_id": ["t2"], "language": ["hu", "pl"]})])
def test_every_tile_counts_the_cases_that_are_listed(
    warehouse: Warehouse, choices: Choices, kpi_id: str, filters: Filters
) -> None:
    chosen = selection(choices, filters)
    tile = tile_of(warehouse, kpi_id, chosen)
    if tile.scope is None:
        assert tile.value == "—"
        return
    within = scopes.filters(chosen, tile, scopes.AS_TILE)
    assert tile.cases == breakdowns.counts(warehouse, kpi_id, within)["counted"]
    assert tile.cases == len(measures.rows(warehouse, kpi_id, within))


def test_a_signal_is_told_in_words_colour_and_direction(warehouse: Warehouse, choices: Choices) -> None:
    tile = tile_of(warehouse, "apology_rate", selection(choices, Filters.of({"team_id": ["t2"]})))
    assert (tile.tone, tile.direction) == ("worse", -1)
    assert tile.pill.startswith("Signal since W")
    assert "target ≥ 50%" in tile.context
    assert "Ipsos 25%, indicative" in tile.context


def test_a_provisional_week_alone_says_until_when(warehouse: Warehouse, choices: Choices) -> None:
    tile = tile_of(warehouse, "apology_rate", selection(choices, weeks=1))
    assert tile.pill == "Provisional until 30 Nov"
    assert tile.facts.startswith("W47 so far")


def test_a_distribution_tells_its_leading_category_over_13_weeks(warehouse: Warehouse, choices: Choices) -> None:
    tile = tile_of(warehouse, "loss_reason_share", selection(choices))
    assert (tile.category, tile.pill) == ("not_cared_for", "Not cared for")
    assert tile.scope is not None
    assert tile.scope[1] - tile.scope[0] == timedelta(weeks=12)
    assert "published list 68%, context" in tile.context


def test_what_is_missing_is_named(warehouse: Warehouse, choices: Choices) -> None:
    tile = tile_of(warehouse, "promise_kept", selection(choices))
    assert (tile.value, tile.pill, tile.is_measured) == ("—", "Not measured", False)
    assert tile.facts == "Needs incident_events.event_type = promise_made."


def test_a_filter_that_matches_nothing_gets_the_nearest_one_that_does(warehouse: Warehouse, choices: Choices) -> None:
    chosen = selection(choices, Filters.of({"team_id": ["xyz"], "channel": ["phone"]}))
    assert not tile_of(warehouse, "apology_rate", chosen).has_cases
    found = nearest.nearest(warehouse, ["promise_kept", "apology_rate"], chosen.filters, chosen.first, chosen.last)
    assert found is not None
    assert (found.words, found.keys) == ("all teams", ("team",))
    both = Filters.of({"team_id": ["xyz"], "channel": ["fax"]})
    everything = nearest.nearest(warehouse, ["apology_rate"], both, chosen.first, chosen.last)
    assert everything is not None
    assert everything.words == "everything"


def test_the_sentence_of_the_overview(warehouse: Warehouse, choices: Choices) -> None:
    chosen = selection(choices, Filters.of({"team_id": ["t2"]}))
    shown = [tile_of(warehouse, kpi_id, chosen) for kpi_id in ("apology_rate", "verified_resolved_14d")]
    text = sentences.overview(shown)
    assert text.startswith("The apology rate has been **:orange[worse since W")
    assert text.endswith("The other varies as usual.")
    unmeasured = [*shown, tile_of(warehouse, "promise_kept", chosen)]
    assert sentences.overview(unmeasured).endswith("The other varies as usual, one is not judged.")
    nothing = selection(choices, Filters.of({"team_id": ["xyz"]}))
    assert sentences.overview([tile_of(warehouse, "apology_rate", nothing)]) == "No case matches these filters."


@pytest.mark.parametrize(
    ("tones", "end"),
    [
        (("worse", "worse", "worse"), ", and one more."),
        (("worse", "worse", "worse", "better"), ", one more **:orange[worse]** and one **:green[better]**."),
        (("worse", "worse", "better"), ", and one **:green[better]**."),
        (("worse", "better", "better"), ", and one more **:green[better]**."),
    ],
)
def test_signals_that_are_only_counted_keep_their_tone(
    warehouse: Warehouse, choices: Choices, tones: tuple[Tone, ...], end: str
) -> None:
    tile = tile_of(warehouse, "apology_rate", selection(choices, Filters.of({"team_id": ["t2"]})))
    assert sentences.overview([replace(tile, tone=tone) for tone in tones]).endswith(end)


def test_cases_of_which_nothing_is_known_are_not_called_no_cases(warehouse: Warehouse, choices: Choices) -> None:
    on_web = selection(choices, Filters.of({"channel": ["web"]}))
    tile = tile_of(warehouse, "apology_rate", on_web)
    rows = breakdowns.counts(warehouse, "apology_rate", on_web.filters.between(on_web.first, on_web.last))
    assert sentences.unknown(tile) >= rows["unknown"] > 1
    count = formats.count(sentences.unknown(tile))
    assert sentences.overview([tile]) == f"Nothing known yet: all {count} cases are unknown."
    fewer_weeks = tile_of(warehouse, "apology_rate", replace(on_web, first=on_web.last - timedelta(weeks=12)))
    assert (
        sentences.overview([tile, fewer_weeks]) == f"Nothing known yet: all cases are unknown, up to {count} a measure."
    )
    assert sentences.of_kpi(tile).startswith("Apology rate, 7 d: nothing known yet: all ")
    with_others = sentences.overview([tile, tile_of(warehouse, "verified_resolved_14d", on_web)])
    assert "unknown" not in with_others


def test_a_breakdown_adds_up_to_the_whole(warehouse: Warehouse, choices: Choices) -> None:
    chosen = selection(choices)
    tile = tile_of(warehouse, "apology_rate", chosen)
    within = scopes.filters(chosen, tile, scopes.FINAL)
    table = breakdowns.breakdown(warehouse, "apology_rate", within, "team_id", choices)
    assert table["cases"].sum() == breakdowns.counts(warehouse, "apology_rate", within)["counted"]
    assert set(table["name"]) == {"North", "Online", "Key accounts", "South", "t5", "No team"}
    assert table["cases"].is_monotonic_decreasing


def test_bars_keep_the_unknown_apart_and_the_published_list_as_published(
    warehouse: Warehouse, choices: Choices
) -> None:
    tile = tile_of(warehouse, "loss_reason_share", selection(choices))
    assert tile.measured is not None
    bars = shares.bars(tile.kpi, tile.measured, "published").set_index("label")
    assert bars["published"].sum() == pytest.approx(1.09)
    assert bars.loc[bars["role"] != "unknown", "value"].sum() == pytest.approx(1)
    assert next(iter(bars["role"])) == "emphasis"
    assert shares.bars(tile.kpi, tile.measured, shares.NO_LIST)["published"].isna().all()
    rescaled = shares.bars(tile.kpi, tile.measured, benchmarks.RENORMALISED)
    assert rescaled["published"].sum() == pytest.approx(1)


def test_all_published_lists_stand_beside_our_shares_with_what_they_add_up_to(
    warehouse: Warehouse, choices: Choices
) -> None:
    tile = tile_of(warehouse, "loss_reason_share", selection(choices))
    assert tile.measured is not None
    table = shares.beside_lists(tile.kpi, tile.measured).set_index("name")
    assert table.loc["Adds up to"].tolist() == ["100%", "109%", "100%", "100%"]
    assert table.loc["Dissatisfied"].tolist()[1:] == ["19%", "17%", "14%"]
    assert pd.isna(table.loc["Natural flow", "classic"])
    bars = shares.bars(tile.kpi, tile.measured, "published").set_index("label")["text"]
    assert table["ours"].drop("Adds up to").equals(bars.drop("Unknown"))
    assert shares.beside_lists(kpis.find("cause_share"), tile.measured.iloc[:0]).empty


def test_cases_are_listed_with_names_and_the_important_columns_first(warehouse: Warehouse, choices: Choices) -> None:
    rows = breakdowns.readable(measures.rows(warehouse, "apology_rate", Filters(), limit=50), choices)
    assert list(rows)[:5] == ["Incident id", "Customer id", "Week", "Numerator", "Denominator"]
    assert set(rows["Team"].dropna()) <= {"North", "Online", "Key accounts", "South", "t5"}


@pytest.mark.parametrize("column", DIMENSIONS)
@pytest.mark.parametrize("kpi_id", ["apology_rate", "cost_ratio", "loss_reason_share"])
def test_every_dimension_breaks_a_number_down(warehouse: Warehouse, choices: Choices, kpi_id: str, column: str) -> None:
    chosen = selection(choices)
    tile = tile_of(warehouse, kpi_id, chosen)
    within = scopes.filters(chosen, tile, scopes.options(chosen, tile)[-1])
    table = breakdowns.breakdown(warehouse, kpi_id, within, column, choices, tile.category)
    assert table["cases"].sum() == breakdowns.counts(warehouse, kpi_id, within)["counted"]


def test_one_week_asked_for_is_told_as_it_is_and_its_list_has_its_cases(warehouse: Warehouse, choices: Choices) -> None:
    chosen = selection(choices, weeks=1)
    tile = tile_of(warehouse, "apology_rate", chosen)
    assert (tile.scope, tile.span) == ((chosen.last, chosen.last), "1 week")
    assert tile.trend is not None
    assert len(tile.trend.shown) > 20
    assert tile.marks.chosen == len(tile.trend.shown) - 1
    assert scopes.options(chosen, tile) == [scopes.AS_TILE]


def test_shares_of_few_losses_are_told_over_13_weeks_and_one_week_alone(warehouse: Warehouse, choices: Choices) -> None:
    tile = tile_of(warehouse, "not_cared_for_share", selection(choices))
    assert tile.span == "13 weeks"
    assert tile.category is None
    week = tile_of(warehouse, "not_cared_for_share", selection(choices, weeks=1))
    assert week.span == "1 week"
    assert week.cases < tile.cases


def test_a_tile_says_what_is_so_far_and_what_was_a_year_ago(warehouse: Warehouse, choices: Choices) -> None:
    tile = tile_of(warehouse, "apology_rate", selection(choices))
    (full, short), (year, _) = tile.asides
    assert full.startswith("W4")
    assert full.endswith(short)
    assert short.startswith("so far ")
    assert year.startswith("a year ago ")


def test_the_weeks_of_a_chart_as_rows_lead_to_their_week(warehouse: Warehouse, choices: Choices) -> None:
    tile = tile_of(warehouse, "apology_rate", selection(choices))
    rows = breakdowns.period_rows(tile, choices.currency)
    assert len(rows) == 26
    assert (rows["Period"].iloc[0], rows["key"].iloc[0], rows["State"].iloc[0]) == ("W47", "2026-W47", "provisional")


def test_a_dimension_that_is_narrowed_goes_last(warehouse: Warehouse, choices: Choices) -> None:
    chosen = selection(choices, Filters.of({"team_id": ["t2"]}))
    tile = tile_of(warehouse, "apology_rate", chosen)
    columns = scopes.dimensions(chosen, tile)
    assert (columns[0], columns[-1]) == ("cause_code", "team_id")
    assert sorted(columns) == sorted(DIMENSIONS)
