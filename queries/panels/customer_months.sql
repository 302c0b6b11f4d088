-- one row per month of the customer $customer_id with money: revenue, purchases, margin and cost to serve in base currency
with

purchases as (
    select
        calendar_months.month_number,
        sum(months.transactions) as transactions
    from canonical.account_month as months
    inner join calendar_months
        on months.month = calendar_months.month
    where months.customer_id = $customer_id
    group by calendar_months.month_number
)

select
    calendar_months.month,
    value_months.has_revenue,
    value_months.revenue,
    value_months.revenue - value_months.cogs as margin,
    value_months.cost,
    purchases.transactions,
    calendar_months.ends_at <= parameters.as_of as is_complete
from value_months
inner join calendar_months
    on value_months.month_number = calendar_months.month_number
cross join parameters
left join purchases
    on value_months.month_number = purchases.month_number
where value_months.customer_id = $customer_id
order by calendar_months.month
