"""The planted truths can be found again in the written files, with plain pandas."""

from typing import Any

import pandas as pd
import pytest

from tests.sample.conftest import ReadTable

END = pd.Timestamp("2026-11-20T18:00:00Z")
DAY = pd.Timedelta(days=1)


@pytest.fixture(scope="module")
def apologised(population: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """For each mature incident of an observed channel: was there a real apology within seven days?"""
    ours = events[events["actor_type"].isin(["agent", "manager"])]
    spoken = ours[(ours["event_type"] == "apology") | ours["body"].notna()]
    channels = set(spoken["incident_id"].map(population["channel"]))
    real = ours[(ours["event_type"] == "apology") & ours["code"].fillna("formulaic").isin(["specific", "formulaic"])]
    first = real.groupby("incident_id")["age"].min()
    mature = population[population["channel"].isin(channels) & (population["opened"] + 7 * DAY <= END)]
    return first.reindex(mature.index).le(7)


def test_one_team_stops_apologising(apologised: pd.Series, population: pd.DataFrame, truths: dict[str, Any]) -> None:
    truth = truths["apology_rate_drops"]
    facts = population.loc[apologised.index]
    is_team, is_after = facts["team_id"] == truth["team_id"], facts["week"] >= truth["from_week"]
    before, after = apologised[is_team & ~is_after].mean(), apologised[is_team & is_after].mean()
    assert before > 0.3
    assert after < before - 0.2
    assert abs(apologised[~is_team & is_after].mean() - apologised[~is_team & ~is_after].mean()) < 0.12
    assert 0.3 < apologised.mean() < 0.48


def test_some_channels_are_not_observed(apologised: pd.Series, population: pd.DataFrame) -> None:
    mature = population[population["opened"] + 7 * DAY <= END]
    assert 0.85 < len(apologised) / len(mature) < 0.97


@pytest.fixture(scope="module")
def claims(events: pd.DataFrame) -> pd.DataFrame:
    """One row for each claim that it is solved: was it undone within 14 days?"""
    claim = events[events["event_type"] == "resolved"]
    undoing = events[events["event_type"].isin(["reopened", "customer_disputed"])]
    pairs = claim.merge(undoing[["incident_id", "at"]], on="incident_id", how="left", suffixes=("", "_undone"))
    pairs["undone"] = (pairs["at_undone"] > pairs["at"]) & (pairs["at_undone"] <= pairs["at"] + 14 * DAY)
    return pairs.groupby("event_id").agg({"undone": "max", "product": "first", "week": "first", "age": "first"})


def test_fixes_of_one_product_do_not_hold(claims: pd.DataFrame, truths: dict[str, Any]) -> None:
    truth = truths["fixes_do_not_hold"]
    fragile = claims["product"] == truth["product"]
    after = claims["week"] >= truth["from_week"]
    assert claims[fragile & after]["undone"].mean() > 2 * claims[~fragile]["undone"].mean()
    assert claims[fragile & ~after]["undone"].mean() < claims[fragile & after]["undone"].mean() - 0.1
    rates = claims[after].groupby("product")["undone"].mean()
    assert rates.idxmax() == truth["product"]


def test_a_handful_of_customers_cost_more_than_they_bring(read_table: ReadTable, truths: dict[str, Any]) -> None:
    income, costs = read_table("account_month"), read_table("account_cost")
    income["margin"] = income["revenue"].astype(float) - income["cogs"].astype(float)
    year = income[income["month"] >= "2025-11-01"].groupby("customer_id")["margin"].sum()
    spent = costs[costs["month"] >= "2025-11-01"].assign(amount=lambda rows: rows["amount"].astype(float))
    net = year.sub(spent.groupby("customer_id")["amount"].sum(), fill_value=0)
    planted = set(truths["customers_cost_more_than_they_bring"]["customer_ids"])
    assert set(net.nsmallest(6).index) == planted
    assert net.loc[sorted(planted)].max() < 2 * net.drop(sorted(planted)).min()
    assert 0.03 < (net < 0).mean() < 0.2


def test_price_is_named_while_a_complaint_is_open(
    read_table: ReadTable, population: pd.DataFrame, events: pd.DataFrame, truths: dict[str, Any]
) -> None:
    losses = read_table("losses").query("kind == 'full' and lost_at >= '2024-11-25'")
    losses["lost"] = pd.to_datetime(losses["lost_at"]).dt.tz_localize("Europe/Budapest").dt.tz_convert("UTC")
    recent = losses.merge(population.reset_index()[["incident_id", "customer_id", "opened"]], on="customer_id")
    recent = recent[(recent["opened"] < recent["lost"]) & (recent["opened"] >= recent["lost"] - 90 * DAY)]
    changes = events[events["event_type"].isin(["resolved", "reopened", "customer_disputed"])]
    state = recent.merge(changes[["incident_id", "at", "event_type"]], on="incident_id", how="left")
    state = state[state["at"].isna() | (state["at"] < state["lost"])].sort_values("at")
    solved = state.groupby(["loss_id", "incident_id"])["event_type"].last().eq("resolved")
    pairs = pd.MultiIndex.from_frame(recent[["loss_id", "incident_id"]])
    open_losses = set(pairs[~solved.reindex(pairs, fill_value=False)].get_level_values("loss_id"))
    reasons = read_table("loss_reasons")
    price = set(reasons[reasons["reason_code"] == "cheaper_competitor"]["loss_id"]) & set(losses["loss_id"])
    others = set(losses["loss_id"]) - price
    assert len(price) == truths["price_named_while_complaint_open"]["losses_naming_it"]
    assert truths["price_named_while_complaint_open"]["share_with_unsolved_incident"] > 0.4
    assert len(price & open_losses) / len(price) > 0.6
    assert len(price & open_losses) / len(price) > len(others & open_losses) / len(others) + 0.2


def test_one_team_learns_to_keep_promises(events: pd.DataFrame, truths: dict[str, Any]) -> None:
    truth = truths["promises_kept_rise"]
    made = events[events["event_type"] == "promise_made"].set_index("ref_id")
    done = events[events["event_type"] == "promise_fulfilled"].set_index("ref_id")["at"]
    timed = made[made["due_at"].notna()].assign(due=lambda rows: pd.to_datetime(rows["due_at"]))
    moved = events[(events["event_type"] == "promise_rescheduled") & (events["code"] == "agreed")]
    new_due = pd.to_datetime(moved.set_index("ref_id")["due_at"]).reindex(timed.index)
    timed["due"] = new_due.fillna(timed["due"])
    timed = timed[timed["due"] <= END]
    kept = done.reindex(timed.index).le(timed["due"])
    due_week = timed["due"].dt.tz_convert("Europe/Budapest").dt.strftime("%G-W%V")
    is_team, is_after = timed["team_id"] == truth["team_id"], due_week >= truth["from_week"]
    assert kept[is_team & is_after].mean() > kept[is_team & ~is_after].mean() + 0.12
    assert 0.65 < kept.mean() < 0.85


def test_dead_ends_of_the_telephone_menu_fall(read_table: ReadTable, truths: dict[str, Any]) -> None:
    sessions = read_table("incident_events").query("event_type == 'ivr_session'")
    week = pd.to_datetime(sessions["event_at"]).dt.tz_convert("Europe/Budapest").dt.strftime("%G-W%V")
    dead = sessions["code"].isin(["loop", "no_human"])
    after = week >= truths["telephone_menu_dead_ends_fall"]["from_week"]
    assert dead[after].mean() < dead[~after].mean() - 0.08


def test_the_company_is_believable(events: pd.DataFrame, claims: pd.DataFrame, read_table: ReadTable) -> None:
    answers = events[events["event_type"] == "survey_answer"]
    scores = answers.pivot_table(
        index="incident_id", columns="question_id", values="score", aggfunc=lambda found: float(found.iloc[-1])
    )
    both = scores[["effort_customer", "effort_company"]].dropna()
    assert 0.4 < (both["effort_customer"] > both["effort_company"]).mean() < 0.62
    early = claims[claims["age"] <= 14]
    assert 0.6 < len(early) / events["incident_id"].nunique() < 0.95
    losses = read_table("losses").query("kind == 'full'")
    reasons = read_table("loss_reasons").merge(losses, on="loss_id")
    known = reasons[(reasons["source"] != "inferred") & (reasons["reason_code"] != "unknown")]
    weights = known["weight"].astype(float).groupby(known["reason_code"]).sum()
    assert weights.idxmax() == "not_cared_for"
    assert 0.25 < weights["not_cared_for"] / weights.sum() < 0.55
