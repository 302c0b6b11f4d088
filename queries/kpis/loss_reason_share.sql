-- label: Reasons for loss
-- question: Why do customers leave?
-- family: loss
-- page_weeks: 13
-- shape: distribution
-- unit: distribution
-- better: neutral
-- clock: lost
-- horizon: none
-- min_n: 20
-- uncertainty: bootstrap
-- additivity: additive
-- beside: loss_reason_known
-- category: reason_code
-- needs: losses.lost_at; loss_reasons.reason_code
-- numerator: Weight of the reason among the reasons of customers lost in the week (the weights of one loss add up to 1).
-- denominator: Weight of all known reasons of customers lost in the week.
-- excluded: Partial losses and customers the company parted with; reasons called unknown and reasons merely inferred (both count as unknown).
-- traps: Stated reasons are not causes. Unknown reasons are shown apart and never spread over the known ones.
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
    weight as numerator,
    case when is_known then weight end as denominator,
    reason_code,
    reason_source,
    loss_id,
    lost_on,
    revenue_lost_12m as revenue
from loss_reason_facts
