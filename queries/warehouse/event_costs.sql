-- one row per event that cost staff time or money: its hours at the hourly rate of the channel, and what was paid
-- Staff time is the length of calls and visits and of all that agents and managers did. hours_cost is empty where there is
-- no hourly rate for the channel, paid where an amount is missing or its currency has no rate.
with

hourly_rates as (
    select
        case when key = 'rate_per_hour' then '' else replace(key, 'rate_per_hour.', '') end as channel,
        try_cast(value as double) as rate_per_hour
    from current_settings
    where
        key = 'rate_per_hour'
        or key like 'rate_per_hour.%'
),

costly_events as (
    select
        events.event_id,
        events.incident_id,
        incidents.customer_id,
        events.event_at,
        events.happened_on,
        coalesce(events.channel, incidents.channel) as channel,
        case
            when events.event_type in ('call', 'visit') or events.actor_type in ('agent', 'manager')
                then coalesce(events.duration_s, 0)
            else 0
        end / 3600.0 as hours,
        events.event_type = 'comp_paid' as is_payment
    from local_events as events
    inner join visible_incidents as incidents
        on events.incident_id = incidents.incident_id
    where
        coalesce(events.duration_s, 0) > 0
        or events.event_type = 'comp_paid'
)

select
    costly_events.event_id,
    costly_events.incident_id,
    costly_events.customer_id,
    costly_events.event_at,
    costly_events.happened_on,
    costly_events.hours,
    case
        when costly_events.hours = 0 then 0
        else costly_events.hours * coalesce(own_rates.rate_per_hour, general_rates.rate_per_hour)
    end as hours_cost,
    costly_events.is_payment,
    case when costly_events.is_payment then amounts.amount else 0 end as paid
from costly_events
left join hourly_rates as own_rates
    on costly_events.channel = own_rates.channel
left join hourly_rates as general_rates
    on general_rates.channel = ''
left join event_amounts as amounts
    on costly_events.event_id = amounts.event_id
