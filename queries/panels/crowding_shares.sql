-- one row per share of customers (the top 1 % and 5 % of each week): their part of the service minutes and of the revenue
-- Revenue = that of the trailing 12 complete months at the end of the week's month; customers without any count with 0.
with

minutes as (
    select
        week,
        customer_id,
        sum(numerator) as service_minutes
    from chosen.crowding_out
    where state = 'counted'
    group by week, customer_id
),

with_revenue as (
    select
        minutes.week,
        minutes.customer_id,
        minutes.service_minutes,
        greatest(coalesce(snapshots.revenue, 0), 0) as revenue
    from minutes
    left join value_snapshots as snapshots
        on
            minutes.customer_id = snapshots.customer_id
            and cast(date_trunc('month', minutes.week) as date) = snapshots.month
),

ranked as (
    select
        week,
        service_minutes,
        revenue,
        row_number() over (partition by week order by service_minutes desc, customer_id) as place,
        count(*) over (partition by week) as count_customers
    from with_revenue
),

tops as (
    select 0.01 as share
    union all
    select 0.05 as share
)

select
    tops.share,
    count(distinct ranked.week) as count_weeks,
    count(*) as count_customer_weeks,
    sum(case when ranked.place <= ceil(ranked.count_customers * tops.share) then 1 else 0 end) as count_top,
    sum(case when ranked.place <= ceil(ranked.count_customers * tops.share) then ranked.service_minutes else 0 end)
        as top_minutes,
    sum(ranked.service_minutes) as all_minutes,
    sum(case when ranked.place <= ceil(ranked.count_customers * tops.share) then ranked.revenue else 0 end) as top_revenue,
    sum(ranked.revenue) as all_revenue
from ranked
cross join tops
group by tops.share
order by tops.share
