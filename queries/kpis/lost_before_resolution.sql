-- label: Lost before resolution
-- question: How many customers left while a complaint of theirs was unresolved?
-- family: loss
-- shape: ratio
-- unit: percent
-- better: down
-- clock: lost
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: losses.lost_at; incidents.customer_id; incidents.resolved_at or incident_events.event_type=resolved
-- numerator: Full losses where, at 00:00 of the day of loss, at least one of these complaints had no standing claim of resolution: none made before, or each one undone or denied before.
-- denominator: Full losses of customers with a complaint or critical incident opened in the 180 days before the day of loss.
-- excluded: Customers lost without a complaint in the 180 days before; partial losses and customers we parted with. A complaint counts only for the first loss after it.
-- traps: An administrative close after the loss is no resolution, and a claim on the day of loss is too late.
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
    case when loss_complaints.count_unresolved > 0 then 1 else 0 end as numerator,
    1 as denominator,
    losses.lost_on,
    loss_complaints.count_complaints,
    loss_complaints.count_unresolved,
    losses.revenue_lost_12m as revenue
from loss_facts as losses
inner join loss_complaints
    on losses.loss_id = loss_complaints.loss_id
