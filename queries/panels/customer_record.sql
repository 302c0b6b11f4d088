-- one row per choice of a customer $customer_id: its complaints, whose fault they were, and our promises to it
with

complaints as (
    select
        count(*) as count_complaints,
        count(case when incidents.justified in ('justified', 'partly', 'unjustified') then 1 end) as count_judged,
        count(case when incidents.justified in ('justified', 'partly') then 1 end) as count_our_fault,
        count(case when spells.incident_id is not null then 1 end) as count_open,
        max(incidents.opened_on) as last_opened_on
    from incident_facts as incidents
    left join open_spells as spells
        on
            incidents.incident_id = spells.incident_id
            and spells.closed_at is null
    where
        incidents.customer_id = $customer_id
        and incidents.is_complaint
),

past_promises as (
    select
        count(*) as count_due,
        count(case when promises.is_kept then 1 end) as count_kept
    from promises
    inner join incident_facts as incidents
        on promises.incident_id = incidents.incident_id
    cross join parameters
    where
        incidents.customer_id = $customer_id
        and incidents.is_complaint
        and promises.due_at <= parameters.as_of
        and not promises.is_called_off
)

select *
from complaints
cross join past_promises
