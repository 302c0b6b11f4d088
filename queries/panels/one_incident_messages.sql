-- one row per message of the incident $incident_id that was read, with what was found in it and by which patterns
select
    messages.*,
    (
        select max(labels.model_version)
        from canonical.text_labels as labels
        where labels.model_version like 'patterns-%'
    ) as model_version
from meta.read_messages as messages
inner join visible_events as events
    on messages.event_id = events.event_id
where events.incident_id = $incident_id
