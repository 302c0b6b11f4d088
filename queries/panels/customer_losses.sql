-- one row per loss of the customer $customer_id and reason: when, whole or partial, why, what shows it, and whether won back
select
    losses.loss_id,
    losses.lost_at as lost_on,
    losses.kind,
    losses.competitor,
    losses.justified as loss_justified,
    losses.evidence_incident_id,
    losses.evidence_text,
    case when losses.won_back_at <= cast(parameters.as_of as date) then losses.won_back_at end as won_back_on,
    reasons.reason_code,
    reasons.weight,
    reasons.source as reason_source
from canonical.losses as losses
inner join parameters
    on losses.lost_at <= cast(parameters.as_of as date)
left join canonical.loss_reasons as reasons
    on losses.loss_id = reasons.loss_id
where losses.customer_id = $customer_id
order by losses.lost_at desc, losses.loss_id, reasons.weight desc nulls last, reasons.reason_code
