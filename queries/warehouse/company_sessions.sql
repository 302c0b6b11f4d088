-- one row per contact of ours: messages, calls and visits by agents and managers at most 30 minutes after one another
with

words_of_ours as (
    select
        incident_id,
        event_at,
        lag(event_at) over (partition by incident_id order by event_at) as previous_at
    from contact_events
    where is_from_company
)

select
    incident_id,
    event_at as started_at
from words_of_ours
where coalesce(event_at > previous_at + interval 30 minute, true)
