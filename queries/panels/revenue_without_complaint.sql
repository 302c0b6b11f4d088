-- one row per month: what customers without any complaint brought in the three months before it and in the three after
-- Customers with three months on record before it and no gap in them; after their last month they bring 0.
with

steady as (
    select
        value_months.customer_id,
        min(value_months.month_number) as first_month
    from value_months
    left join recovery_cases as cases
        on value_months.customer_id = cases.customer_id
    where
        value_months.has_revenue
        and cases.customer_id is null
    group by value_months.customer_id
    having count(*) = max(value_months.month_number) - min(value_months.month_number) + 1
),

revenue_by_start as (
    select
        steady.first_month,
        value_months.month_number,
        sum(value_months.revenue) as revenue
    from steady
    inner join value_months on steady.customer_id = value_months.customer_id
    where value_months.has_revenue
    group by steady.first_month, value_months.month_number
)

select
    months.month,
    cast(sum(case when found.month_number < months.month_number then found.revenue end) as double) as revenue_before,
    cast(sum(case when found.month_number > months.month_number then found.revenue end) as double) as revenue_after
from calendar_months as months
inner join revenue_by_start as found
    on found.month_number between months.month_number - 3 and months.month_number + 3
where found.first_month <= months.month_number - 3
group by months.month
