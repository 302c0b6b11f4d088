-- one row per cost booked or estimated for a customer and month, in the base currency
-- Without a cost table: minutes of calls, visits and staff work at the hourly rate of the channel, plus offers paid.
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
    select
        case when key = 'rate_per_hour' then '' else replace(key, 'rate_per_hour.', '') end as channel,
        cast(value as double) as rate_per_hour
    from current_settings
    where
        key = 'rate_per_hour'
        or key like 'rate_per_hour.%'
),

handled_events as (
    select
        incidents.customer_id,
        calendar_months.month_number,
        coalesce(events.channel, incidents.channel) as channel,
        case
            when events.event_type in ('call', 'visit') or events.actor_type in ('agent', 'manager')
                then coalesce(events.duration_s, 0)
            else 0
        end / 3600.0 as hours,
        case when events.event_type = 'comp_paid' then coalesce(events.amount, 0) else 0 end as paid
    from visible_events as events
    inner join visible_incidents as incidents
        on events.incident_id = incidents.incident_id
    inner join utc_offsets
        on cast(events.event_at as date) = utc_offsets.day
    inner join calendar_months
        on
            cast(
                date_trunc(
                    'month',
                    case
                        when events.event_at < utc_offsets.switch_at then events.event_at + utc_offsets.offset_before
                        else events.event_at + utc_offsets.offset_after
                    end
                ) as date
            )
            = calendar_months.month
    cross join ledger_size
    where
        ledger_size.count_rows = 0
        and incidents.customer_id is not null
        and (coalesce(events.duration_s, 0) > 0 or events.event_type = 'comp_paid')
),

estimated_costs as (
    select
        handled_events.customer_id,
        handled_events.month_number,
        'service_contact' as cost_type,
        handled_events.hours * coalesce(own_rates.rate_per_hour, general_rates.rate_per_hour)
        + handled_events.paid as amount,
        'estimated' as source
    from handled_events
    left join hourly_rates as own_rates
        on handled_events.channel = own_rates.channel
    left join hourly_rates as general_rates
        on general_rates.channel = ''
    where coalesce(own_rates.rate_per_hour, general_rates.rate_per_hour) is not null
)

select *
from ledger_costs
union all
select *
from estimated_costs
