-- label: Reason for loss known
-- question: For how many lost customers do we know why they left?
-- family: loss
-- shape: ratio
-- unit: percent
-- better: up
-- clock: lost
-- horizon: 30 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: losses.lost_at; loss_reasons.reason_code
-- numerator: Full losses with at least one reason that is neither unknown nor merely inferred.
-- denominator: All full losses of the week, 30 days after the day of loss.
-- excluded: Partial losses and customers we parted with; losses less than 30 days ago.
-- traps: Read the reasons for loss only where at least 60 % are known.
select
    losses.loss_id as case_id,
    losses.lost_week as week,
    losses.takes_effect_at + interval 30 day as matures_at,
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
    case when loss_causes.has_known_reason then 1 else 0 end as numerator,
    1 as denominator,
    losses.lost_on
from loss_facts as losses
inner join loss_causes
    on losses.loss_id = loss_causes.loss_id
