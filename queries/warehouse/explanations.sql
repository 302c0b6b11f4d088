-- one row per explanation given by a person of the company
-- Coded events win: where an incident has one, its detected explanations are ignored.
select
    events.event_id,
    events.incident_id,
    events.event_at as explained_at
from visible_events as events
left join coded_types
    on
        events.incident_id = coded_types.incident_id
        and events.event_type = coded_types.event_type
where
    events.event_type = 'explanation'
    and events.actor_type in ('agent', 'manager')
    and (coalesce(events.label_source, 'coded') <> 'detected' or coded_types.incident_id is null)
