"""Explore: any measure, split, period and comparison from a link; what a link cannot mean; cases equal the count."""

import re
from pathlib import Path

import pytest

from dashboard.engine import measures
from dashboard.engine.filters import Filters
from dashboard.warehouse.reader import open_current
from tests.views.opening import opened, text


def test_the_page_without_a_choice_shows_the_first_measure(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "explore")
    assert app.header[0].value.startswith(str(app.selectbox(key="measure").value))
    assert "behind the answer" in text(app)
    assert "FROM" in app.code[0].value


def test_the_cases_behind_are_as_many_as_the_measure_counts(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(
        complete, monkeypatch, "explore", measure="apology_rate", split=["team_id", "channel"], team="t1", weeks="13"
    )
    assert app.header[0].value == "Apology rate, 7 d by team and channel: **17%** in W35–W47, 6 of 36"
    filters = Filters.of({"team_id": ["t1"]}, "2026-W35..2026-W47")
    counted = measures.measure(open_current(complete), "apology_rate", filters, ("none",))["cases"].iloc[0]
    heading = next(line for line in text(app).splitlines() if "behind the answer" in line)
    assert heading == f"##### {counted:,} cases behind the answer"
    cases = next(table for table in app.dataframe if "Incident id" in table.value)
    assert cases.proto.selection_mode  # a row opens its incident


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"measure": "time_to_resolution", "grain": "4 weeks", "split": "segment"}, "in no whole block"),
        ({"measure": "cost_ratio", "grain": "All", "view": "Table"}, "95% from|value"),
        ({"measure": "loss_reason_share", "against": "The weeks before", "weeks": "13"}, "A difference says"),
        (
            {"measure": "apology_rate", "split": "team_id", "against": "Two slices", "one": "t2", "other": "North"},
            "How far apart are Online and North?",
        ),
        ({"measure": "retention_after_incident", "split": "handling", "grain": "All"}, "by handling: .* in W22"),
    ],
)
def test_a_link_is_answered(
    complete: Path, monkeypatch: pytest.MonkeyPatch, params: dict[str, str], words: str
) -> None:
    app = opened(complete, monkeypatch, "explore", **params)
    assert re.search(words, text(app) + app.header[0].value)
    assert "link_off" not in " ".join(str(info.icon) for info in app.info)


def test_two_slices_of_a_share_also_have_the_mix_taken_out(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(
        complete, monkeypatch, "explore", measure="apology_rate", split="team_id", against="Two slices", one="t2"
    )
    assert re.search(r"Crude difference .* points|too different in causes", text(app))


def test_teams_on_a_share_are_also_set_on_a_funnel(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "explore", measure="apology_rate", split="team_id", grain="All")
    assert "Is a team different beyond chance?" in text(app)
    assert len(app.get("plotly_chart")) == 2


def test_what_a_link_cannot_mean_is_said_and_left_out(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(
        complete,
        monkeypatch,
        "explore",
        measure="cost_ratio",
        split=["segment", "<b>moon</b>"],
        grain="4 weeks",
        against="luck",
        view="Cloud",
    )
    told = [info.value for info in app.info]
    assert any("is not split by" in words and "\\<b\\>moon" in words for words in told)
    assert any("has no period “4 weeks”. It is shown by month." in words for words in told)
    assert any("Nothing can be compared with “luck”" in words for words in told)
    assert any("There is no view “Cloud”" in words for words in told)
    assert app.multiselect(key="split").value == ["Segment"]


def test_an_unknown_measure_falls_back(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "explore", measure="happiness")
    assert "There is no measure “happiness”" in app.info[0].value


def test_a_comparison_before_the_data_begin_is_refused(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "explore", measure="apology_rate", against="A year before", weeks="All weeks")
    assert any("The data begin in" in info.value for info in app.info)


def test_nothing_matches(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "explore", measure="apology_rate", team="nobody")
    assert "No case matches" in app.info[0].value


def test_a_measure_without_its_data_says_what_it_needs(tickets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tickets, monkeypatch, "explore", measure="net_value_12m")
    assert "Needs `account_month.revenue`" in app.info[0].value
    assert "How is this computed" not in text(app)
    assert "sum" in app.code[0].value.lower()


def test_tickets_alone_can_be_explored(tickets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tickets, monkeypatch, "explore", measure="incidents_opened", split="product")
    assert "Router" in text(app)
