-- label: Claimed resolution, 14 d
-- question: How many complaints do we call solved within 14 days?
-- family: resolution
-- shape: ratio
-- unit: percent
-- better: up
-- clock: opened
-- horizon: 14 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incidents.resolved_at or incident_events.event_type=resolved
-- numerator: Incidents that were called resolved at most 14 days after opening, before any loss of the customer took effect.
-- denominator: All complaints and critical incidents opened in the week.
-- excluded: Questions and requests; incidents younger than 14 days.
-- traps: This is the company's own view; whether the fix held is told by verified resolution. An administrative close is no resolution.
select
    incident_id as case_id,
    opened_week as week,
    opened_at + interval 14 day as matures_at,
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
    case when first_claim_at <= opened_at + interval 14 day then 1 else 0 end as numerator,
    1 as denominator,
    opened_at,
    first_claim_at,
    loss_takes_effect_at
from incident_facts
where is_complaint
