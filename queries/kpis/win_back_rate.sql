-- label: Win-back
-- question: How many lost customers do we win back within 180 days?
-- family: recovery
-- shape: ratio
-- unit: percent
-- better: up
-- clock: lost
-- horizon: 180 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: losses.lost_at; losses.won_back_at
-- numerator: Losses after which the customer came back at most 180 days later.
-- denominator: Full losses of the month, 180 days later, not known to be death, a move or the natural flow.
-- excluded: Losses whose known reasons are all death, a move or the natural flow; customers we parted with; partial losses; losses less than 180 days ago.
-- traps: A customer without a day of return counts as not won back.
select
    losses.loss_id as case_id,
    cast(date_trunc('month', losses.lost_on) as date) as month,
    maturity_days.starts_at as matures_at,
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
    case when losses.won_back_on <= losses.lost_on + interval 180 day then 1 else 0 end as numerator,
    1 as denominator,
    losses.lost_on,
    losses.won_back_on,
    losses.revenue_lost_12m as revenue
from loss_facts as losses
inner join loss_causes
    on losses.loss_id = loss_causes.loss_id
inner join local_offsets as maturity_days
    on cast(losses.lost_on + interval 180 day as date) = maturity_days.day
where not loss_causes.is_unavoidable
