-- one row per event of the incident $incident_id in the order of time, at most $most
-- Measures against colleagues are among them only with $shows_corrective_actions.
select
    event_id,
    event_at,
    event_type,
    actor_type,
    actor_id,
    channel,
    direction,
    code,
    ref_id,
    amount,
    currency,
    question_id,
    score,
    duration_s,
    wait_s,
    body,
    label_source,
    confidence
from visible_events
where
    incident_id = $incident_id
    and (event_type <> 'corrective_action' or $shows_corrective_actions)
order by event_at, event_id
limit $most
