"""The page Reasons for loss: a whole company, filters, links, and what is said where data are missing."""

from pathlib import Path

import pytest

from tests import company
from tests.views.opening import opened, text

KPIS = (
    *("loss_reason_share", "loss_reason_known", "churn_rate", "avoidable_loss", "lost_before_resolution"),
    *("dissatisfied_and_justified_loss", "win_back_rate", "abandoned_unhappy", "people_told_band"),
)

VERSION = "20261120T180000000Z-000000{}"
"""Each company has a version of its own: what pages remember, they remember by version."""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reasons")
    company.publish(folder, 3_600, weeks=52, kpi_ids=KPIS, is_complete=True, version=VERSION.format("51"))
    return folder


def test_the_sentence_the_boxes_and_the_list_tell_the_same_number(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(warehouse, monkeypatch, "reasons")
    lost = app.metric[0].value
    assert app.header[0].value.startswith(f"**{lost} customers** left in W34–W46")
    assert f"##### {lost} losses, W34–W46" in [one.value for one in app.markdown]
    assert len(app.metric) == 8


def test_a_filter_and_a_week_narrow_everything(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = int(opened(warehouse, monkeypatch, "reasons").metric[0].value)
    business = opened(warehouse, monkeypatch, "reasons", segment="Business")
    week = opened(warehouse, monkeypatch, "reasons", week="2026-W40", weeks="1 week")
    assert 0 < int(business.metric[0].value) < everything
    assert "left in W40" in week.header[0].value


def test_a_link_reproduces_the_view(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(warehouse, monkeypatch, "reasons", weigh="Revenue", losses="Reason unknown")
    assert any(one.value.endswith("losses, reason unknown, W34–W46") for one in app.markdown)
    assert "Share of the revenue of the losses" in text(app)


def test_the_three_published_lists_are_seen_at_once_and_109_percent_is_said(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(warehouse, monkeypatch, "reasons")
    lists = next(one.value for one in app.dataframe if "classic" in one.value)
    assert lists.iloc[-1].tolist() == ["Adds up to", "100%", "109%", "100%", "100%"]
    assert "As published, 109% in all" in text(app)


def test_a_group_that_is_none_lists_all(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(warehouse, monkeypatch, "reasons", losses="<script>")
    assert any("losses, W34–W46" in one.value for one in app.markdown)


def test_nothing_matches(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(warehouse, monkeypatch, "reasons", team="Nobody's team")
    assert app.header[0].value == "No customer left in W34–W46."
    assert "No case matches" in app.info[0].value


def test_without_losses_the_page_says_what_to_add(tickets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tickets, monkeypatch, "reasons")
    assert app.header[0].value == "Which customers leave, and why, is not recorded yet"
    assert "`losses.lost_at`" in text(app)
    assert "`loss_reasons.reason_code`" in text(app)
    assert not app.metric


def test_losses_without_reasons_are_still_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = ("loss_reasons", "account_month")
    company.publish(tmp_path, 1_200, weeks=30, kpi_ids=KPIS, leave_out=tables, version=VERSION.format("53"))
    app = opened(tmp_path, monkeypatch, "reasons")
    assert "we know why for only **0 of" in app.header[0].value
    assert "Needs `loss_reasons.reason_code`" in text(app)
    assert "a year" not in app.header[0].value
