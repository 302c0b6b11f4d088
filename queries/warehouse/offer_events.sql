-- one row per offer or approval of compensation: when, by whom, and how much that person might give alone on that day
-- Who approved is the approver, else the author. Detected offers are ignored where an incident has a coded one, and
-- what customers ask for is no offer. The limit is empty where the person has no row in force or the row has no limit.
with

deciding_events as (
    select
        events.event_id,
        events.event_type = 'comp_approved' as is_approval,
        events.incident_id,
        case when events.event_type = 'comp_offered' then coalesce(events.ref_id, events.event_id) else events.ref_id end
            as offer_id,
        events.event_at,
        events.happened_on,
        events.happened_week,
        case when events.event_type = 'comp_approved' then coalesce(events.approver_id, events.actor_id) else events.actor_id end
            as person_id,
        events.team_id,
        events.code
    from local_events as events
    left join coded_types
        on
            events.incident_id = coded_types.incident_id
            and events.event_type = coded_types.event_type
    where
        events.event_type in ('comp_offered', 'comp_approved')
        and coalesce(events.actor_type <> 'customer', true)
        and (coalesce(events.label_source, 'coded') <> 'detected' or coded_types.incident_id is null)
),

rows_in_force as (
    select
        deciding_events.person_id,
        deciding_events.happened_on,
        max(agents.valid_from) as valid_from
    from (select distinct person_id, happened_on from deciding_events) as deciding_events
    inner join canonical.agents as agents
        on
            deciding_events.person_id = agents.agent_id
            and agents.valid_from <= deciding_events.happened_on
            and coalesce(agents.valid_to > deciding_events.happened_on, true)
    group by deciding_events.person_id, deciding_events.happened_on
)

select
    deciding_events.*,
    cast(agents.comp_limit as double) as own_limit
from deciding_events
left join rows_in_force
    on
        deciding_events.person_id = rows_in_force.person_id
        and deciding_events.happened_on = rows_in_force.happened_on
left join canonical.agents as agents
    on
        rows_in_force.person_id = agents.agent_id
        and rows_in_force.valid_from = agents.valid_from
