-- one row per wait of a customer that began at most 14 days after opening: for a reply, or live on a call or visit
-- For a reply: from the first message or call of a run to the next one sent by an agent or manager, cut at 14 days after
-- opening and at as_of. What is said up to 60 seconds after the reply, or 15 minutes after a live wait, belongs to it.
with

turns as (
    select
        incident_id,
        event_at as started_at,
        is_from_company,
        lag(is_from_company) over (
            partition by incident_id
            order by event_at, is_from_company
        ) as is_previous_from_company,
        min(case when is_from_company then event_at end) over (
            partition by incident_id
            order by event_at, is_from_company
            rows between 1 following and unbounded following
        ) as replied_at
    from contact_events
    where
        is_message_or_call
        and (is_from_customer or is_from_company)
),

waits_for_reply as (
    select
        turns.incident_id,
        turns.started_at,
        turns.replied_at,
        least(
            coalesce(turns.replied_at, parameters.as_of),
            incidents.opened_at + interval 14 day,
            parameters.as_of
        ) as ended_at,
        incidents.opened_at + interval 14 day as cut_at
    from turns
    inner join visible_incidents as incidents
        on turns.incident_id = incidents.incident_id
    cross join parameters
    where
        not turns.is_from_company
        and coalesce(turns.is_previous_from_company, true)
        and turns.started_at <= incidents.opened_at + interval 14 day
),

live_waits as (
    select
        events.incident_id,
        events.event_at as started_at,
        events.wait_s as seconds_waited,
        incidents.opened_at + interval 14 day as cut_at
    from visible_events as events
    inner join visible_incidents as incidents
        on events.incident_id = incidents.incident_id
    where
        events.event_type in ('call', 'visit', 'wait')
        and events.wait_s is not null
        and events.event_at <= incidents.opened_at + interval 14 day
)

select
    incident_id,
    false as is_live,
    started_at,
    replied_at,
    ended_at,
    epoch(ended_at) - epoch(started_at) as seconds_waited,
    epoch(least(ended_at + interval 60 second, cut_at)) as last_second_to_speak
from waits_for_reply
union all
select
    incident_id,
    true as is_live,
    started_at,
    cast(null as timestamp) as replied_at,
    cast(null as timestamp) as ended_at,
    seconds_waited,
    least(epoch(started_at) + seconds_waited + 15 * 60, epoch(cut_at)) as last_second_to_speak
from live_waits
