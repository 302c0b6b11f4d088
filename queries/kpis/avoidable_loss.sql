-- label: Avoidable loss
-- question: How much of our loss could have been prevented?
-- family: loss
-- shape: ratio
-- unit: percent
-- better: down
-- clock: lost
-- horizon: none
-- min_n: 20
-- uncertainty: bootstrap
-- additivity: additive
-- beside: loss_reason_known
-- needs: losses.lost_at; loss_reasons.reason_code
-- numerator: Weight of all known reasons other than death, a move and the natural flow of customers.
-- denominator: Weight of all known reasons of customers lost in the week (the weights of one loss add up to 1).
-- excluded: Partial losses and customers we parted with; reasons called unknown and reasons merely inferred (both count as unknown).
-- traps: Avoidable is a label, not a forecast. Weighted by revenue it becomes the share of the lost revenue, and its numerator is the avoidable amount.
select
    concat(loss_id, ':', coalesce(reason_code, 'none')) as case_id,
    lost_week as week,
    cast(null as timestamp) as matures_at,
    incident_id,
    customer_id,
    team_id,
    agent_id,
    channel,
    product,
    segment,
    cause_code,
    severity,
    justified,
    language,
    is_internal,
    kind,
    case when reason_code not in ('death', 'moved', 'natural_flow') then weight else 0 end as numerator,
    case when is_known then weight end as denominator,
    reason_code,
    reason_source,
    loss_id,
    lost_on,
    revenue_lost_12m as revenue
from loss_reason_facts
