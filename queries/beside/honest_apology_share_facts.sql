-- one row per fact beside the honest apologies: in how many different texts they were written
-- Texts are the same when only the customer's name, digits, capitals or spaces differ.
with

written_apologies as (
    select
        cases.incident_id,
        lower(coalesce(own_texts.body, messages.body)) as body,
        lower(customers.name) as customer_name
    from chosen.honest_apology_share as cases
    inner join apologies
        on
            cases.incident_id = apologies.incident_id
            and apologies.grade = 'specific'
            and cases.opened_at + interval 7 day >= apologies.apologised_at
    left join visible_events as own_texts
        on apologies.event_id = own_texts.event_id
    left join visible_events as messages
        on
            apologies.incident_id = messages.incident_id
            and apologies.apologised_at = messages.event_at
            and messages.event_type = 'message'
            and messages.actor_type in ('agent', 'manager')
    left join canonical.customers as customers
        on cases.customer_id = customers.customer_id
    where cases.state = 'counted'
),

texts as (
    select
        incident_id,
        trim(
            regexp_replace(coalesce(replace(body, customer_name, ''), body), '[0-9[:space:]]+', ' ', 'g')
        ) as template
    from written_apologies
    where length(trim(body)) > 0
),

counts as (
    select
        count(distinct template) as count_templates,
        count(*) as count_texts
    from texts
)

select
    'Different texts among honest apologies' as label,
    count_templates as value,
    'count' as unit,
    count_texts as count_cases,
    case
        when count_texts >= 20 and count_templates < 0.1 * count_texts
            then 'Fewer than one in ten is a text of its own: these are templates.'
    end as note
from counts
