-- one row per promise of the company as it was made: the first of its identity, with the time first promised
-- The identity is the ref_id of the promise, else its event_id. A promised day lasts until its local midnight.
-- What customers promise is not ours; detected promises are ignored where an incident has a coded one. Of a detected one
-- it is known that it names no date only if its words were read here.
with

company_promises as (
    select
        coalesce(events.ref_id, events.event_id) as promise_id,
        events.*
    from visible_events as events
    left join coded_types
        on
            events.incident_id = coded_types.incident_id
            and events.event_type = coded_types.event_type
    where
        events.event_type = 'promise_made'
        and coalesce(events.actor_type <> 'customer', true)
        and (coalesce(events.label_source, 'coded') <> 'detected' or coded_types.incident_id is null)
),

numbered_promises as (
    select
        company_promises.*,
        row_number() over (partition by promise_id order by event_at, event_id) as number_of_promise
    from company_promises
)

select
    promises.promise_id,
    promises.incident_id,
    promises.event_at as made_at,
    cast(
        date_trunc(
            'week',
            case
                when promises.event_at < utc_offsets.switch_at then promises.event_at + utc_offsets.offset_before
                else promises.event_at + utc_offsets.offset_after
            end
        ) as date
    ) as made_week,
    promises.due_at is not null or promises.due_date is not null as is_dated,
    coalesce(promises.due_at, following_days.starts_at - interval 1 microsecond) as first_due_at,
    promises.code as payer,
    promises.actor_id,
    promises.team_id as actor_team_id,
    coalesce(promises.label_source, 'coded') = 'detected' as is_detected,
    said.event_id is not null as is_read_here,
    coalesce(promises.label_source, 'coded') <> 'detected' or coalesce(said.label = 'promise_undated', false)
        as is_date_read
from numbered_promises as promises
inner join visible_incidents as incidents
    on promises.incident_id = incidents.incident_id
inner join utc_offsets
    on cast(promises.event_at as date) = utc_offsets.day
left join canonical.text_labels as said
    on
        promises.event_id = concat(said.event_id, '#promise')
        and said.label in ('promise_dated', 'promise_undated')
left join local_offsets as following_days
    on cast(promises.due_date + interval 1 day as date) = following_days.day
where promises.number_of_promise = 1
