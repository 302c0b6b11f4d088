-- one row: what happened with the customer $customer_id after the moment $since (UTC): complaints, promises, losses, legal
with

complaints as (
    select
        count(*) as count_complaints,
        count(case when justified in ('justified', 'partly') then 1 end) as count_our_fault,
        count(case when external_escalation is not null and external_escalation <> 'none' then 1 end) as count_escalated
    from visible_incidents
    where
        customer_id = $customer_id
        and is_complaint
        and opened_at > cast($since as timestamp)
),

past_promises as (
    select
        count(*) as count_due,
        count(case when promises.is_kept then 1 end) as count_kept
    from promises
    inner join visible_incidents as incidents
        on promises.incident_id = incidents.incident_id
    cross join parameters
    where
        incidents.customer_id = $customer_id
        and incidents.is_complaint
        and promises.due_at > cast($since as timestamp)
        and promises.due_at <= parameters.as_of
        and not promises.is_called_off
),

later_losses as (
    select
        losses.lost_at as lost_on,
        losses.kind,
        case when losses.won_back_at <= cast(parameters.as_of as date) then losses.won_back_at end as won_back_on
    from canonical.losses as losses
    cross join parameters
    where
        losses.customer_id = $customer_id
        and losses.lost_at > cast(cast($since as timestamp) as date)
        and losses.lost_at <= cast(parameters.as_of as date)
    order by losses.lost_at, losses.loss_id
    limit 1
)

select
    complaints.*,
    past_promises.*,
    later_losses.lost_on,
    later_losses.kind,
    later_losses.won_back_on
from complaints
cross join past_promises
left join later_losses
    on true
