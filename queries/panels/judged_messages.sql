-- one row per message of $event_ids with its text and what was read in it
with

judged as (
    select unnest($event_ids) as event_id
)

select
    messages.*,
    events.incident_id,
    events.actor_type,
    events.channel,
    events.body
from judged
inner join meta.read_messages as messages
    on judged.event_id = messages.event_id
inner join visible_events as events
    on judged.event_id = events.event_id
order by messages.event_id
