-- one row per message of our people with a text, and whether a machine sent it: a reply within a minute of opening whose
-- words are those of more than a fifth of all such replies
with

sent as (
    select
        events.event_id,
        events.body,
        events.actor_type,
        events.event_at,
        coalesce(incidents.language, customers.language) as language,
        case
            when
                events.event_at <= incidents.opened_at + interval 60 second
                and row_number() over (partition by events.incident_id order by events.event_at, events.event_id) = 1
                then 1
            else 0
        end as is_quick
    from canonical.incident_events as events
    left join canonical.incidents as incidents
        on events.incident_id = incidents.incident_id
    left join canonical.customers as customers
        on incidents.customer_id = customers.customer_id
    where
        events.event_type = 'message'
        and events.actor_type in ('agent', 'manager')
        and coalesce(events.direction, 'outbound') = 'outbound'
        and events.body is not null
),

quick_replies as (
    select
        body,
        count(*) as count_same
    from sent
    where is_quick = 1
    group by body
),

all_quick_replies as (
    select sum(count_same) as count_all
    from quick_replies
)

select
    sent.event_id,
    sent.body,
    sent.actor_type,
    sent.language,
    sent.event_at,
    sent.is_quick = 1
    and coalesce(quick_replies.count_same > 1, false)
    and quick_replies.count_same > 0.2 * all_quick_replies.count_all as is_automatic
from sent
cross join all_quick_replies
left join quick_replies
    on sent.body = quick_replies.body
