-- one row per visible incident with attempts at self-service on record: did one fail in the 24 hours before opening
-- Being on record is a property of the loaded version, not of as_of. Unknown when the outcome of such an attempt is missing.
with

recorded_incidents as (
    select distinct incident_id
    from canonical.incident_events
    where event_type = 'selfservice_attempt'
),

attempts_before as (
    select
        incidents.incident_id,
        count(*) as count_attempts,
        max(case when events.code in ('failed', 'unavailable') then 1 else 0 end) as has_failed,
        max(case when events.code is null then 1 else 0 end) as has_open_outcome
    from visible_incidents as incidents
    inner join visible_events as events
        on incidents.incident_id = events.incident_id
    where
        events.event_type = 'selfservice_attempt'
        and events.event_at <= incidents.opened_at
        and events.event_at >= incidents.opened_at - interval 24 hour
    group by incidents.incident_id
)

select
    recorded_incidents.incident_id,
    coalesce(attempts_before.count_attempts, 0) as count_attempts_before,
    case
        when attempts_before.has_failed = 1 then true
        when attempts_before.has_open_outcome = 1 then null
        else false
    end as has_failed_before
from recorded_incidents
left join attempts_before
    on recorded_incidents.incident_id = attempts_before.incident_id
