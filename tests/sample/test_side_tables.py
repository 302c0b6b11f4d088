"""What the sample company shows of promises and of what was done to keep customers."""

import pandas as pd

from tests.sample.conftest import ReadTable

KINDS = {"free_product", "replacement", "rain_check", "refund", "discount", "gift", "apology_call"}


def test_every_kind_of_compensation_is_in_the_company(read_table: ReadTable) -> None:
    assert set(read_table("interventions")["type"]) >= KINDS


def test_some_promises_fall_due_on_a_saturday_so_that_one_is_due_on_the_day_after_the_data(
    read_table: ReadTable,
) -> None:
    made = read_table("incident_events").query("event_type == 'promise_made'")
    days = pd.to_datetime(made["due_date"].fillna(made["due_at"].str[:10]).dropna())
    assert 0.01 < (days.dt.day_of_week == 5).mean() < 0.2


def test_customers_who_got_a_call_leave_less_often_than_those_who_got_a_discount(read_table: ReadTable) -> None:
    trial = read_table("interventions").query("trial_id == 'call-or-discount'")
    opened = pd.to_datetime(read_table("incidents").set_index("incident_id")["opened_at"]).dt.tz_localize(None)
    lost = pd.to_datetime(read_table("losses").groupby("customer_id")["lost_at"].min())
    days = (trial["customer_id"].map(lost) - trial["incident_id"].map(opened)).dt.days
    left = days.between(14, 104).groupby(trial["trial_arm"]).mean()
    assert left["call"] < left["discount"] / 3
