-- label: Verified resolution, 14 d
-- subject: verified resolution
-- question: How many complaints are solved within 14 days by a fix that holds?
-- family: resolution
-- overview: 3
-- shape: ratio
-- unit: percent
-- better: up
-- clock: opened
-- horizon: 28 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.event_type; incidents.resolved_at or incident_events.event_type=resolved
-- numerator: Incidents that were called resolved at most 14 days after opening, before any loss of the customer, and where that claim stood for 14 days: not reopened, disputed or denied, and not followed by another incident of the same customer and cause unless the customer confirmed.
-- denominator: All complaints and critical incidents opened in the week.
-- excluded: Questions and requests; incidents younger than 28 days.
-- traps: Four weeks late by design: dropping the verification would only show the company's own view. Repeats are found only where cause codes are kept.
select
    incident_id as case_id,
    opened_week as week,
    opened_at + interval 28 day as matures_at,
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
    case when verified_at <= opened_at + interval 14 day then 1 else 0 end as numerator,
    1 as denominator,
    opened_at,
    first_claim_at,
    verified_at
from incident_facts
where is_complaint
