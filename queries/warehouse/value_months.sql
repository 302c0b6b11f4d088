-- one row per customer and month with a revenue or cost row: margin and cost to serve in the base currency
-- A revenue row in a currency without a rate is left out. No currency = base currency. No cogs = revenue basis.
with

revenue_rows as (
    select
        months.customer_id,
        calendar_months.month_number,
        months.currency,
        calendar_months.last_day,
        months.revenue is not null as has_revenue,
        coalesce(months.revenue, 0) as revenue,
        coalesce(months.cogs, 0) as cogs
    from canonical.account_month as months
    inner join calendar_months
        on months.month = calendar_months.month
    inner join parameters
        on calendar_months.starts_at <= parameters.as_of
),

rate_days as (
    select
        revenue_rows.customer_id,
        revenue_rows.month_number,
        max(rates.valid_from) as valid_from
    from revenue_rows
    inner join currency_rates as rates
        on
            upper(revenue_rows.currency) = rates.currency
            and rates.valid_from <= revenue_rows.last_day
    where not rates.is_base
    group by revenue_rows.customer_id, revenue_rows.month_number
),

converted_revenue as (
    select
        revenue_rows.customer_id,
        revenue_rows.month_number,
        revenue_rows.has_revenue,
        revenue_rows.revenue * coalesce(rates.rate, base.rate, 1) as revenue,
        revenue_rows.cogs * coalesce(rates.rate, base.rate, 1) as cogs
    from revenue_rows
    left join currency_rates as base
        on
            upper(revenue_rows.currency) = base.currency
            and base.is_base
    left join rate_days
        on
            revenue_rows.customer_id = rate_days.customer_id
            and revenue_rows.month_number = rate_days.month_number
    left join currency_rates as rates
        on
            upper(revenue_rows.currency) = rates.currency
            and rate_days.valid_from = rates.valid_from
            and not rates.is_base
    where
        revenue_rows.currency is null
        or base.currency is not null
        or rates.currency is not null
)

select
    customer_id,
    month_number,
    bool_or(has_revenue) as has_revenue,
    sum(revenue) as revenue,
    sum(cogs) as cogs,
    sum(cost) as cost
from (
    select
        customer_id,
        month_number,
        has_revenue,
        revenue,
        cogs,
        0 as cost
    from converted_revenue
    union all
    select
        customer_id,
        month_number,
        false as has_revenue,
        0 as revenue,
        0 as cogs,
        amount as cost
    from service_costs
) as value_rows
group by customer_id, month_number
