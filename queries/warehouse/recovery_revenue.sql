-- one row per customer whose first complaint had a landmark to reach: revenue of the 3 months before and after its month
-- A month without a row is 0 where the customer was not active at its end (not yet begun, or lost), else it is unknown and
-- the customer with it. matures_at = the end of the third month after.
with

first_cases as (
    select
        cases.incident_id,
        cases.customer_id,
        cases.opened_month,
        calendar_months.month_number
    from recovery_cases as cases
    inner join calendar_months
        on cases.opened_month = calendar_months.month
    where
        cases.count_earlier = 0
        and cases.is_at_landmark
),

month_numbers as (
    select
        first_cases.*,
        unnest(generate_series(month_number - 3, month_number + 3)) as revenue_month_number
    from first_cases
),

months_around as (
    select
        month_numbers.incident_id,
        month_numbers.customer_id,
        month_numbers.month_number,
        month_numbers.revenue_month_number,
        calendar_months.last_day,
        calendar_months.ends_at
    from month_numbers
    inner join calendar_months
        on month_numbers.revenue_month_number = calendar_months.month_number
    where month_numbers.revenue_month_number <> month_numbers.month_number
),

activity as (
    select
        months_around.incident_id,
        months_around.revenue_month_number,
        count(spells.customer_id) > 0 as is_start_known,
        coalesce(
            bool_or(
                spells.start_on <= months_around.last_day
                and coalesce(spells.end_on > months_around.last_day, true)
            ),
            false
        ) as is_active
    from months_around
    left join visible_spells as spells
        on months_around.customer_id = spells.customer_id
    group by months_around.incident_id, months_around.revenue_month_number
),

losses_by_month as (
    select distinct
        months_around.incident_id,
        months_around.revenue_month_number
    from months_around
    inner join leavings
        on
            months_around.customer_id = leavings.customer_id
            and leavings.lost_on <= months_around.last_day
    where months_around.revenue_month_number > months_around.month_number
),

revenue_by_month as (
    select
        months_around.incident_id,
        months_around.revenue_month_number > months_around.month_number as is_after,
        months_around.ends_at,
        case
            when value_months.has_revenue then value_months.revenue
            when activity.is_start_known and not activity.is_active then 0
            when not activity.is_start_known and losses_by_month.incident_id is not null then 0
        end as revenue
    from months_around
    inner join activity
        on
            months_around.incident_id = activity.incident_id
            and months_around.revenue_month_number = activity.revenue_month_number
    left join losses_by_month
        on
            months_around.incident_id = losses_by_month.incident_id
            and months_around.revenue_month_number = losses_by_month.revenue_month_number
    left join value_months
        on
            months_around.customer_id = value_months.customer_id
            and months_around.revenue_month_number = value_months.month_number
)

select
    incident_id,
    sum(case when is_after then revenue else 0 end) as revenue_after,
    sum(case when is_after then 0 else revenue end) as revenue_before,
    count(revenue) = count(*) as is_complete,
    max(ends_at) as matures_at
from revenue_by_month
group by incident_id
