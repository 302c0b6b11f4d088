-- one row per channel whose company-side text is captured ('' stands for incidents without a channel)
-- A property of the loaded version, not of as_of: yesterday's page must not lose a channel.
with

seen_channels as (
    select coalesce(incidents.channel, '') as channel
    from canonical.incident_events as events
    inner join canonical.incidents as incidents
        on events.incident_id = incidents.incident_id
    left join canonical.customers as customers
        on incidents.customer_id = customers.customer_id
    where
        events.actor_type in ('agent', 'manager')
        and not coalesce(customers.test_account, false)
        and (
            (events.event_type = 'message' and events.body <> '')
            or (events.event_type = 'apology' and coalesce(events.label_source, 'coded') <> 'detected')
        )
),

named_channels as (
    select unnest(string_split(value, ',')) as channel
    from current_settings
    where key = 'captured_channels'
)

select channel
from seen_channels
union
select trim(channel)
from named_channels
