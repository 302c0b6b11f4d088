-- label: Apology rate, 7 d
-- question: How many complaints get a real apology within seven days?
-- family: apology
-- overview: 4
-- shape: ratio
-- unit: percent
-- better: up
-- clock: opened
-- horizon: 7 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.body or incident_events.event_type=apology
-- numerator: Incidents with a specific or formulaic apology by a person of the company at most 7 days (168 hours) after opening.
-- denominator: Complaints and critical incidents opened in the week whose channel's company-side text is captured.
-- excluded: Incidents on channels without captured text (unknown); questions and requests; incidents younger than 7 days.
-- traps: The customer's own “sorry”, automatic replies, sympathy and “if you feel” are no apology. No text is not the same as no apology.
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
    case when first_apology_at <= opened_at + interval 7 day then 1 else 0 end as numerator,
    case when is_observed then 1 end as denominator,
    opened_at,
    first_apology_at
from incident_facts
where is_complaint
