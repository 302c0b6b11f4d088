-- one row per share of customers (the top 1 % and 5 % of the week): their part of the service minutes and of the revenue
-- Revenue of the trailing 12 complete months; customers without any count with 0.
with

minutes as (
    select
        cases.customer_id,
        sum(cases.numerator) as service_minutes,
        greatest(max(coalesce(snapshots.revenue, 0)), 0) as revenue
    from chosen.crowding_out as cases
    left join value_snapshots as snapshots
        on
            cases.customer_id = snapshots.customer_id
            and cast(date_trunc('month', cases.week) as date) = snapshots.month
    where cases.state = 'counted'
    group by cases.customer_id
),

ranked as (
    select
        *,
        row_number() over (order by service_minutes desc, customer_id) as place,
        count(*) over () as count_customers
    from minutes
)

select
    tops.share,
    count(case when place <= ceil(count_customers * tops.share) then 1 end) as count_top,
    sum(case when place <= ceil(count_customers * tops.share) then service_minutes else 0 end) as top_minutes,
    sum(service_minutes) as all_minutes,
    sum(case when place <= ceil(count_customers * tops.share) then revenue else 0 end) as top_revenue,
    sum(revenue) as all_revenue
from ranked
cross join (values (0.01), (0.05)) as tops (share)
group by tops.share
order by tops.share
