-- one row per loss of a whole customer that had taken effect by as_of, left by the customer or ended by us
-- A loss takes effect at 00:00 local of its day; a return is visible from 00:00 local of its own day.
select
    losses.loss_id,
    losses.customer_id,
    losses.kind,
    losses.lost_at as lost_on,
    cast(date_trunc('week', losses.lost_at) as date) as lost_week,
    local_offsets.starts_at as takes_effect_at,
    losses.evidence_incident_id,
    losses.revenue_lost_12m,
    losses.justified as loss_justified,
    losses.competitor,
    case when return_days.starts_at <= parameters.as_of then losses.won_back_at end as won_back_on,
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
left join local_offsets as return_days
    on losses.won_back_at = return_days.day
where losses.kind in ('full', 'ended_by_us')
