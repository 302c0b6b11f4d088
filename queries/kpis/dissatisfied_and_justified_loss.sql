-- label: Left dissatisfied, and rightly so
-- question: How many lost customers were dissatisfied or not cared for, and justly?
-- family: loss
-- shape: ratio
-- unit: percent
-- better: down
-- clock: lost
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: losses.justified; loss_reasons.reason_code
-- numerator: Full losses with the known reason “dissatisfied” or “nobody cared” whose dissatisfaction was justified, wholly or partly.
-- denominator: Full losses for which it was determined whether the customer was right (justified, partly or not).
-- excluded: Losses for which that is undetermined or empty (unknown); partial losses and customers we parted with.
-- traps: Who was right is decided by the same people who lost the customer. Inferred reasons do not count as known.
select
    losses.loss_id as case_id,
    losses.lost_week as week,
    cast(null as timestamp) as matures_at,
    losses.incident_id,
    losses.customer_id,
    losses.team_id,
    losses.agent_id,
    losses.channel,
    losses.product,
    losses.segment,
    losses.cause_code,
    losses.severity,
    losses.justified,
    losses.language,
    losses.is_internal,
    losses.kind,
    case when loss_causes.has_dissatisfaction and losses.loss_justified in ('justified', 'partly') then 1 else 0 end
        as numerator,
    case when losses.loss_justified in ('justified', 'partly', 'unjustified') then 1 end as denominator,
    losses.lost_on,
    losses.loss_justified,
    loss_causes.has_dissatisfaction,
    losses.revenue_lost_12m as revenue
from loss_facts as losses
inner join loss_causes
    on losses.loss_id = loss_causes.loss_id
