-- one row per message, call or visit up to as_of, with the side it came from
-- stored: view
-- Without a direction its author tells it. A customer's mere thanks ask for nothing and are no contact.
with

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
    event_id,
    incident_id,
    event_at,
    event_type,
    event_type in ('message', 'call') as is_message_or_call,
    event_type = 'message' and coalesce(length(trim(body)) > 0, false) as has_text,
    coalesce(sent = 'inbound', false) and coalesce(code <> 'thanks_only', true) as is_from_customer,
    coalesce(sent = 'outbound' and actor_type in ('agent', 'manager'), false) as is_from_company
from directed_events
