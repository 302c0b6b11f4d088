-- label: Left because nobody cared
-- subject: the share that left because nobody cared
-- question: How many customers leave because they were not cared for?
-- family: loss
-- overview: 7
-- page_weeks: 13
-- shape: ratio
-- unit: percent
-- better: down
-- clock: lost
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- beside: loss_reason_known
-- needs: losses.lost_at; loss_reasons.reason_code
-- numerator: Weight of the reason “nobody cared”.
-- denominator: Weight of all known reasons of customers lost in the week (the weights of one loss add up to 1).
-- excluded: Partial losses and customers we parted with; reasons called unknown and reasons merely inferred (both count as unknown).
-- traps: Coding rule: shown indifference (silent waits, unanswered messages, broken promises) is “nobody cared”; product or outcome is “dissatisfied”. Have a tenth of the losses coded twice. Read it only while at least 60 % of the reasons are known.
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
    case when reason_code = 'not_cared_for' then weight else 0 end as numerator,
    case when is_known then weight end as denominator,
    reason_code,
    reason_source,
    loss_id,
    lost_on,
    revenue_lost_12m as revenue
from loss_reason_facts
