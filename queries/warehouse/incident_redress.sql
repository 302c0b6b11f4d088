-- one row per visible incident that was offered something: the first offer, fix and dated promise of the company
with

offers as (
    select
        events.incident_id,
        min(events.event_at) as first_offer_at
    from visible_events as events
    left join coded_types
        on
            events.incident_id = coded_types.incident_id
            and events.event_type = coded_types.event_type
    where
        events.event_type = 'comp_offered'
        and coalesce(events.actor_type <> 'customer', true)
        and (coalesce(events.label_source, 'coded') <> 'detected' or coded_types.incident_id is null)
    group by events.incident_id
),

fixes as (
    select
        incident_id,
        min(event_at) as first_fix_delivered_at
    from visible_events
    where event_type = 'fix_delivered'
    group by incident_id
),

dated_promises as (
    select
        incident_id,
        min(made_at) as first_dated_promise_at
    from promises
    where is_dated
    group by incident_id
),

redress as (
    select
        incident_id,
        first_offer_at,
        cast(null as timestamp) as first_fix_delivered_at,
        cast(null as timestamp) as first_dated_promise_at
    from offers
    union all
    select
        incident_id,
        cast(null as timestamp) as first_offer_at,
        first_fix_delivered_at,
        cast(null as timestamp) as first_dated_promise_at
    from fixes
    union all
    select
        incident_id,
        cast(null as timestamp) as first_offer_at,
        cast(null as timestamp) as first_fix_delivered_at,
        first_dated_promise_at
    from dated_promises
)

select
    redress.incident_id,
    min(redress.first_offer_at) as first_offer_at,
    min(redress.first_fix_delivered_at) as first_fix_delivered_at,
    min(redress.first_dated_promise_at) as first_dated_promise_at
from redress
inner join visible_incidents as incidents
    on redress.incident_id = incidents.incident_id
group by redress.incident_id
