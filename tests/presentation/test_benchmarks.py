import pytest

from dashboard import contracts
from dashboard.engine import kpis
from dashboard.presentation import benchmarks


def test_the_published_loss_list_is_kept_as_published() -> None:
    published = benchmarks.of_categories("loss_reason_share")
    assert sum(figure.value for figure in published.values()) == pytest.approx(1.09)
    assert published["not_cared_for"].value == pytest.approx(0.68)
    assert benchmarks.rescaled(published)["not_cared_for"] == pytest.approx(0.68 / 1.09)


def test_the_classic_list_adds_up_to_100_percent() -> None:
    classic = benchmarks.of_categories("loss_reason_share", "classic")
    assert sum(figure.value for figure in classic.values()) == pytest.approx(1)


def test_every_figure_belongs_to_a_kpi_and_says_how_far_it_may_be_compared() -> None:
    allowed = {code.code for code in contracts.code_list("comparability")}
    reasons = {code.code for code in contracts.code_list("loss_reason")}
    for figure in benchmarks.benchmarks():
        assert figure.kpi_id in kpis.registry()
        assert figure.comparability in allowed
        assert figure.note
        assert not figure.category or figure.category in reasons


def test_a_kpi_without_published_figures() -> None:
    assert benchmarks.of_kpi("verified_resolved_14d") is None
    assert benchmarks.of_categories("verified_resolved_14d") == {}
    assert benchmarks.rescaled({}) == {}
    apology = benchmarks.of_kpi("apology_rate")
    assert apology is not None
    assert apology.tag == "indicative"


def test_the_list_of_loss_reasons_has_three_versions() -> None:
    sums = {
        version: sum(figure.value for figure in benchmarks.of_categories("loss_reason_share", version).values())
        for version in benchmarks.VERSIONS
    }
    assert sums == pytest.approx({"published": 1.09, "renormalised": 1.0, "classic": 1.0})
    renormalised = benchmarks.of_categories("loss_reason_share", "renormalised")["not_cared_for"]
    assert renormalised.value == pytest.approx(68 / 109)
    classic = benchmarks.of_categories("loss_reason_share", "classic")
    assert sorted(round(100 * figure.value) for figure in classic.values()) == [1, 3, 5, 9, 14, 68]


@pytest.mark.parametrize(
    ("kpi_id", "values"),
    [
        ("high_effort_share", [0.65, 0.46]),
        ("selfservice_failed_before_contact", [0.4]),
        ("not_cared_for_share", [0.68, 0.62385321]),
        ("people_told_band", [10, 1]),
        ("whale_peak", [1.4]),
    ],
)
def test_a_figure_that_is_only_context_is_never_drawn(kpi_id: str, values: list[float]) -> None:
    assert benchmarks.of_kpi(kpi_id) is None
    assert [figure.value for figure in benchmarks.context_of(kpi_id)] == pytest.approx(values)


def test_only_a_figure_in_the_unit_of_the_kpi_is_drawn() -> None:
    drawn = {b.kpi_id: b for b in benchmarks.benchmarks() if b == benchmarks.of_kpi(b.kpi_id)}
    assert {kpi_id: round(figure.value, 3) for kpi_id, figure in drawn.items()} == {
        "apology_rate": 0.25,
        "apology_rate_justified": 0.25,
        "handled_well": 0.667,
        "customer_more_effort": 0.6,
    }
    assert all(figure.unit == kpis.find(kpi_id).unit for kpi_id, figure in drawn.items())


def test_a_band_has_both_ends() -> None:
    dissatisfied, satisfied = benchmarks.context_of("people_told_band")
    assert [(band.value, band.high) for band in (dissatisfied, satisfied)] == [(10, 15), (1, 2)]
