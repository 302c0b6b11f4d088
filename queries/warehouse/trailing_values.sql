-- one row per customer and month that is complete at as_of: revenue, cogs and cost of the 12 months that end with it
-- Customers without any row in them have no row here; test accounts are left out.
with

last_months as (
    select max(last_complete_month) as month_number
    from complete_months
),

customer_spans as (
    select
        value_months.customer_id,
        min(value_months.month_number) as first_month_number,
        least(max(value_months.month_number) + 11, max(last_months.month_number)) as last_month_number
    from value_months
    inner join visible_customers as customers
        on value_months.customer_id = customers.customer_id
    inner join last_months
        on value_months.month_number <= last_months.month_number
    group by value_months.customer_id
),

customer_months as (
    select
        customer_id,
        unnest(generate_series(first_month_number, last_month_number)) as month_number
    from customer_spans
),

trailing_sums as (
    select
        months.customer_id,
        months.month_number,
        count(value_months.customer_id) over trailing_year as count_months,
        max(case when value_months.has_revenue then 1 else 0 end) over trailing_year = 1 as has_revenue,
        sum(value_months.revenue) over trailing_year as revenue,
        sum(value_months.cogs) over trailing_year as cogs,
        sum(value_months.cost) over trailing_year as cost
    from customer_months as months
    left join value_months
        on
            months.customer_id = value_months.customer_id
            and months.month_number = value_months.month_number
    window trailing_year as (
        partition by months.customer_id
        order by months.month_number
        rows between 11 preceding and current row
    )
)

select
    customer_id,
    month_number,
    has_revenue,
    revenue,
    cogs,
    cost
from trailing_sums
where count_months > 0
