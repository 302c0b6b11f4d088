-- one row per long wait in silence on the incident $incident_id, the one that lasts now included
select
    silences.started_at,
    coalesce(
        silences.replied_at,
        case when silences.is_live then silences.started_at + to_seconds(cast(silences.seconds_waited as bigint)) end,
        parameters.as_of
    ) as ended_at,
    silences.is_live
from silent_waits as silences
cross join parameters
where silences.incident_id = $incident_id
union
select
    waits.waiting_since as started_at,
    parameters.as_of as ended_at,
    false as is_live
from unanswered_complaints as waits
cross join parameters
where
    waits.incident_id = $incident_id
    and waits.is_silent
order by 1
