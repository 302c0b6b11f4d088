-- label: Churn rate
-- question: How many customers leave us in a week?
-- family: loss
-- overview: 2
-- shape: ratio
-- unit: percent
-- better: down
-- clock: lost
-- horizon: none
-- min_n: 200
-- uncertainty: wilson
-- additivity: additive
-- needs: losses.lost_at; customers.acquired_at or customer_spells.start_at
-- numerator: Stretches as a customer that end in the week with a full loss.
-- denominator: Stretches as a customer that were active on Monday: begun by that day, and not ended before it.
-- excluded: Customers whom we parted with leave the base but are not counted as lost. Customers without a known first day are unknown.
-- traps: Who comes back starts a new stretch. Who joins and leaves within one week is never active on a Monday. Weekly rates must not be added up; over n weeks the loss is 1 minus the product of (1 - rate).
select
    concat(customer_id, ':', cast(week as varchar)) as case_id,
    week,
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
    case when is_lost_in_week then 1 else 0 end as numerator,
    case when is_start_known then 1 end as denominator,
    case when is_lost_in_week then full_loss_id end as loss_id
from customer_weeks
