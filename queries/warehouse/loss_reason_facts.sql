-- one row per visible full loss and reason; a loss without any reason is one row without a code
-- A reason is known unless it is inferred or called unknown.
select
    losses.*,
    reasons.reason_code,
    reasons.source as reason_source,
    coalesce(reasons.weight, 1) as weight,
    coalesce(reasons.reason_code <> 'unknown' and coalesce(reasons.source, '') <> 'inferred', false) as is_known
from loss_facts as losses
left join canonical.loss_reasons as reasons
    on losses.loss_id = reasons.loss_id
