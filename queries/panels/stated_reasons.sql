-- one row per stated reason (none = not known): the losses that name it, and what was wrong in the 180 days before them
-- A loss that names two reasons is in both rows. Reasons that are inferred or called unknown are not known.
with

named as (
    select
        reasons.loss_id,
        reasons.customer_id,
        reasons.takes_effect_at,
        case when reasons.is_known then reasons.reason_code end as reason_code
    from chosen.loss_reason_facts as reasons
    inner join loss_causes on reasons.loss_id = loss_causes.loss_id
    where reasons.is_known or not loss_causes.has_known_reason
),

broken_promises as (
    select incidents.customer_id, promises.due_at
    from visible_incidents as incidents
    inner join promises on incidents.incident_id = promises.incident_id
    where
        incidents.customer_id in (select customer_id from named)
        and not promises.is_kept
        and not promises.is_called_off
        and promises.due_at >= (select min(takes_effect_at) from named) - interval 180 day
)

select
    named.reason_code,
    count(distinct named.loss_id) as count_losses,
    count(distinct case when complaints.count_unresolved > 0 then named.loss_id end) as count_open,
    count(distinct case when broken_promises.due_at is not null then named.loss_id end) as count_broken
from named
left join loss_complaints as complaints on named.loss_id = complaints.loss_id
left join broken_promises
    on named.customer_id = broken_promises.customer_id
    and broken_promises.due_at < named.takes_effect_at
    and broken_promises.due_at >= named.takes_effect_at - interval 180 day
group by named.reason_code
order by named.reason_code is null, count_losses desc, named.reason_code
