-- label: Repeated apologies
-- question: How often do we have to apologise on more than one day?
-- family: apology
-- shape: ratio
-- unit: percent
-- better: down
-- clock: opened
-- horizon: 28 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.body or incident_events.event_type=apology
-- numerator: Of these, incidents with real apologies on two or more separate local days in the 28 days after opening.
-- denominator: Complaints and critical incidents opened in the week with at least one real apology in the 28 days after opening.
-- excluded: Incidents without a real apology; questions and requests; incidents younger than 28 days.
-- traps: Apologising again and again can backfire. Severe cases get more apologies: compare within the same severity.
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
    case when count_apology_days_28d >= 2 then 1 else 0 end as numerator,
    case when is_observed then 1 end as denominator,
    opened_at,
    first_apology_at,
    count_apology_days_28d
from incident_facts
where
    is_complaint
    and count_apology_days_28d >= 1
