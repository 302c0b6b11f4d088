-- one row per full loss that had taken effect by as_of: at 00:00 local of the day of loss
select
    losses.loss_id,
    losses.customer_id,
    losses.lost_at as lost_on,
    cast(date_trunc('week', losses.lost_at) as date) as lost_week,
    local_offsets.starts_at as takes_effect_at,
    losses.evidence_incident_id,
    losses.revenue_lost_12m,
    customers.segment,
    customers.language,
    customers.is_internal
from canonical.losses as losses
inner join visible_customers as customers
    on losses.customer_id = customers.customer_id
inner join local_offsets
    on losses.lost_at = local_offsets.day
inner join parameters
    on local_offsets.starts_at <= parameters.as_of
where losses.kind = 'full'
