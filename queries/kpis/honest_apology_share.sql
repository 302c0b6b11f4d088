-- label: Honest apologies
-- question: How many of our apologies name what went wrong or take responsibility?
-- family: apology
-- shape: ratio
-- unit: percent
-- better: up
-- clock: opened
-- horizon: 7 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.body or incident_events.event_type=apology
-- numerator: Of these, incidents with a specific apology, one that names the fault or takes responsibility, at most 7 days after opening.
-- denominator: Complaints and critical incidents opened in the week with a real apology by a person of the company at most 7 days after opening.
-- excluded: Incidents without a real apology within 7 days; questions and requests; incidents younger than 7 days.
-- traps: A template can be specific too: a high share may rest on a few texts.
select
    incident_id as case_id,
    opened_week as week,
    opened_at + interval 7 day as matures_at,
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
    case when first_specific_apology_at <= opened_at + interval 7 day then 1 else 0 end as numerator,
    case when is_observed then 1 end as denominator,
    opened_at,
    first_apology_at,
    first_specific_apology_at
from incident_facts
where
    is_complaint
    and first_apology_at <= opened_at + interval 7 day
