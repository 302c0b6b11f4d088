-- one row per contact of a customer: inbound messages, calls and visits at most 30 minutes after one another, thanks left out
with

inbound_events as (
    select
        events.incident_id,
        events.event_id,
        events.event_at,
        lag(events.event_at) over (
            partition by events.incident_id
            order by events.event_at, events.event_id
        ) as previous_at
    from contact_events as events
    inner join visible_incidents as incidents
        on events.incident_id = incidents.incident_id
    where events.is_from_customer
),

numbered_events as (
    select
        inbound_events.*,
        sum(case when event_at <= previous_at + interval 30 minute then 0 else 1 end) over (
            partition by incident_id
            order by event_at, event_id
            rows between unbounded preceding and current row
        ) as contact_number
    from inbound_events
),

contacts as (
    select
        incident_id,
        contact_number,
        min(event_at) as started_at,
        max(event_at) as ended_at,
        count(*) as count_events
    from numbered_events
    group by incident_id, contact_number
)

select
    contacts.incident_id,
    contacts.contact_number,
    contacts.started_at,
    contacts.ended_at,
    contacts.count_events,
    cast(
        date_trunc(
            'week',
            case
                when contacts.started_at < utc_offsets.switch_at then contacts.started_at + utc_offsets.offset_before
                else contacts.started_at + utc_offsets.offset_after
            end
        ) as date
    ) as contact_week
from contacts
inner join utc_offsets
    on cast(contacts.started_at as date) = utc_offsets.day
