-- one row per customer and run of weeks at whose end at least one complaint put the customer at risk
-- Numbers of weeks as in numbered_weeks; the runs of a customer do not touch.
with

local_periods as (
    select
        risk_periods.customer_id,
        cast(
            date_trunc(
                'week',
                case
                    when risk_periods.from_at < from_days.switch_at
                        then risk_periods.from_at + from_days.offset_before
                    else risk_periods.from_at + from_days.offset_after
                end
            ) as date
        ) as from_week,
        cast(
            date_trunc(
                'week',
                case
                    when risk_periods.until_at < until_days.switch_at
                        then risk_periods.until_at + until_days.offset_before
                    else risk_periods.until_at + until_days.offset_after
                end
            ) as date
        ) as until_week
    from risk_periods
    inner join utc_offsets as from_days
        on cast(risk_periods.from_at as date) = from_days.day
    left join utc_offsets as until_days
        on cast(risk_periods.until_at as date) = until_days.day
),

-- Distinct, because the windows below must see periods in one order.
numbered_periods as (
    select distinct
        local_periods.customer_id,
        from_weeks.week_number as first_week_number,
        coalesce(until_weeks.week_number - 1, last_weeks.week_number) as last_week_number
    from local_periods
    inner join week_ends as from_weeks
        on local_periods.from_week = from_weeks.week
    cross join (select max(week_number) as week_number from week_ends) as last_weeks
    left join week_ends as until_weeks
        on local_periods.until_week = until_weeks.week
),

periods_in_order as (
    select
        customer_id,
        first_week_number,
        last_week_number,
        max(last_week_number) over (
            partition by customer_id
            order by first_week_number, last_week_number
            rows between unbounded preceding and 1 preceding
        ) as known_until
    from numbered_periods
    where first_week_number <= last_week_number
),

numbered_runs as (
    select
        customer_id,
        first_week_number,
        last_week_number,
        sum(case when first_week_number <= known_until + 1 then 0 else 1 end) over (
            partition by customer_id
            order by first_week_number, last_week_number
            rows between unbounded preceding and current row
        ) as run_number
    from periods_in_order
)

select
    customer_id,
    min(first_week_number) as first_week_number,
    max(last_week_number) as last_week_number
from numbered_runs
group by customer_id, run_number
