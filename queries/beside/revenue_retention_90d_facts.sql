-- one row per fact beside revenue kept: the same ratio for customers without a complaint around the same months
-- All such customers, whatever the filters. As in the KPI, months before the first day and after the loss bring nothing, and
-- a customer with a month missing before is left out.
with

months as (
    select distinct calendar_months.month_number
    from chosen.revenue_retention_90d as cases
    inner join calendar_months
        on cases.month = calendar_months.month
    where cases.state = 'counted'
),

revenue_around as (
    select
        customer_id,
        month_number,
        sum(revenue) over (
            partition by customer_id
            order by month_number
            range between 3 preceding and 1 preceding
        ) as revenue_before,
        count(*) over (
            partition by customer_id
            order by month_number
            range between 3 preceding and 1 preceding
        ) as count_before,
        sum(revenue) over (
            partition by customer_id
            order by month_number
            range between 1 following and 3 following
        ) as revenue_after
    from value_months
    where has_revenue
),

complaint_months as (
    select distinct
        incidents.customer_id,
        calendar_months.month_number
    from visible_incidents as incidents
    inner join calendar_months
        on cast(date_trunc('month', incidents.opened_on) as date) = calendar_months.month
    where incidents.is_complaint
),

start_months as (
    select
        customer_starts.customer_id,
        calendar_months.month_number as start_number
    from customer_starts
    inner join calendar_months
        on cast(date_trunc('month', customer_starts.first_start_on) as date) = calendar_months.month
),

calm as (
    select
        revenue_around.customer_id,
        revenue_around.month_number,
        coalesce(max(revenue_around.revenue_before), 0) as revenue_before,
        coalesce(max(revenue_around.revenue_after), 0) as revenue_after
    from revenue_around
    inner join months
        on revenue_around.month_number = months.month_number
    left join start_months
        on revenue_around.customer_id = start_months.customer_id
    left join complaint_months
        on
            revenue_around.customer_id = complaint_months.customer_id
            and complaint_months.month_number between revenue_around.month_number - 3
            and revenue_around.month_number + 3
    where
        revenue_around.count_before
        = coalesce(least(3, greatest(0, revenue_around.month_number - start_months.start_number)), 3)
    group by revenue_around.customer_id, revenue_around.month_number
    having count(complaint_months.customer_id) = 0
)

select
    'The same for customers without a complaint in those months' as label,
    sum(revenue_after) / nullif(sum(revenue_before), 0) as value,
    'ratio' as unit,
    count(distinct customer_id) as count_cases,
    cast(null as varchar) as note
from calm
