-- one row per transfer of a visible incident, in its local week, with whether it was blind
-- Blind: not coded warm, and nothing sent out by that actor on that incident at or before it. Unknown without an actor.
with

transfer_events as (
    select
        events.event_id as transfer_id,
        events.incident_id,
        events.event_at as transferred_at,
        events.actor_type,
        events.actor_id,
        events.team_id as actor_team_id,
        events.code as transfer_code
    from visible_events as events
    inner join visible_incidents as incidents
        on events.incident_id = incidents.incident_id
    where events.event_type = 'transfer'
),

transferring_actors as (
    select distinct
        incident_id,
        actor_id
    from transfer_events
    where actor_id is not null
),

first_outbound as (
    select
        events.incident_id,
        events.actor_id,
        min(events.event_at) as first_outbound_at
    from visible_events as events
    inner join transferring_actors
        on
            events.incident_id = transferring_actors.incident_id
            and events.actor_id = transferring_actors.actor_id
    where events.direction = 'outbound'
    group by events.incident_id, events.actor_id
)

select
    transfers.*,
    cast(
        date_trunc(
            'week',
            case
                when transfers.transferred_at < utc_offsets.switch_at
                    then transfers.transferred_at + utc_offsets.offset_before
                else transfers.transferred_at + utc_offsets.offset_after
            end
        ) as date
    ) as transfer_week,
    coalesce(transfers.actor_type = 'system', false) as is_by_system,
    case
        when transfers.transfer_code = 'warm' then false
        when transfers.actor_id is null then null
        else not coalesce(first_outbound.first_outbound_at <= transfers.transferred_at, false)
    end as is_blind
from transfer_events as transfers
inner join utc_offsets
    on cast(transfers.transferred_at as date) = utc_offsets.day
left join first_outbound
    on
        transfers.incident_id = first_outbound.incident_id
        and transfers.actor_id = first_outbound.actor_id
