-- one row per customer $customer_id: what happened after the moment $since (UTC): complaints, promises that fell due
with

complaints as (
    select *
    from visible_incidents
    where
        customer_id = $customer_id
        and is_complaint
),

due_promises as (
    select promises.is_kept
    from promises
    inner join complaints
        on promises.incident_id = complaints.incident_id
    inner join parameters
        on promises.due_at <= parameters.as_of
    where
        promises.due_at > cast($since as timestamp)
        and not promises.is_called_off
)

select
    count(*) as count_complaints,
    count(case when justified in ('justified', 'partly') then 1 end) as count_our_fault,
    count(case when external_escalation is not null and external_escalation <> 'none' then 1 end) as count_escalated,
    (select count(*) from due_promises) as count_due,
    (select count(*) from due_promises where is_kept) as count_kept
from complaints
where opened_at > cast($since as timestamp)
