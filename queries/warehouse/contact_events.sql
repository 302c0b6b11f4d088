-- one row per message, call or visit up to as_of, with the side it came from
-- stored: view
-- Without a direction its author tells it. A customer's mere thanks ask for nothing and are no contact, and what a machine
-- sent in somebody's name is not from the company's people. A text in a language that nobody reads here is no text.
with

labelled as (
    select
        event_id,
        max(case when label = 'automatic' then 1 else 0 end) = 1 as is_automatic,
        max(case when label = 'unknown_language' then 1 else 0 end) = 1 as is_unreadable
    from canonical.text_labels
    where label in ('automatic', 'unknown_language')
    group by event_id
),

directed_events as (
    select
        events.*,
        coalesce(
            direction,
            case
                when actor_type = 'customer' then 'inbound'
                when actor_type in ('agent', 'manager') then 'outbound'
            end
        ) as sent
    from visible_events as events
    where event_type in ('message', 'call', 'visit')
)

select
    events.event_id,
    events.incident_id,
    events.event_at,
    events.event_type,
    events.event_type in ('message', 'call') as is_message_or_call,
    events.event_type = 'message'
    and coalesce(events.body <> '', false)
    and not coalesce(labelled.is_unreadable, false) as has_text,
    coalesce(events.sent = 'inbound', false) and coalesce(events.code <> 'thanks_only', true) as is_from_customer,
    coalesce(events.sent = 'outbound' and events.actor_type in ('agent', 'manager'), false)
    and not coalesce(labelled.is_automatic, false) as is_from_company
from directed_events as events
left join labelled
    on events.event_id = labelled.event_id
