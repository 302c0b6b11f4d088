import pytest

from dashboard import benchmarks, contracts, kpis


def test_the_published_loss_list_is_kept_as_published() -> None:
    published = benchmarks.of_categories("loss_reason_share")
    assert sum(figure.value for figure in published.values()) == pytest.approx(1.09)
    assert published["not_cared_for"].value == pytest.approx(0.68)
    assert benchmarks.rescaled(published)["not_cared_for"] == pytest.approx(0.68 / 1.09)


def test_the_classic_list_adds_up_to_100_percent() -> None:
    assert benchmarks.lists("loss_reason_share") == ("published", "classic")
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
