-- one row per cost booked or estimated for a customer and month, in the base currency
-- Without a cost table: minutes of calls, visits and staff work at the hourly rate of the channel, plus offers paid.
-- stored: view
with

ledger_costs as (
    select
        costs.customer_id,
        calendar_months.month_number,
        costs.cost_type,
        cast(costs.amount as double) as amount,
        coalesce(costs.source, 'ledger') as source
    from canonical.account_cost as costs
    inner join calendar_months
        on costs.month = calendar_months.month
    inner join parameters
        on calendar_months.starts_at <= parameters.as_of
),

ledger_size as (
    select count(*) as count_rows
    from canonical.account_cost
),

hourly_rates as (
    select count(*) as count_rates
    from current_settings
    where
        key = 'rate_per_hour'
        or key like 'rate_per_hour.%'
),

estimated_costs as (
    select
        costs.customer_id,
        calendar_months.month_number,
        'service_contact' as cost_type,
        coalesce(costs.hours_cost, 0) + coalesce(costs.paid, 0) as amount,
        'estimated' as source
    from event_costs as costs
    inner join calendar_months
        on cast(date_trunc('month', costs.happened_on) as date) = calendar_months.month
    cross join ledger_size
    cross join hourly_rates
    where
        ledger_size.count_rows = 0
        and hourly_rates.count_rates > 0
        and costs.customer_id is not null
)

select *
from ledger_costs
union all
select *
from estimated_costs
