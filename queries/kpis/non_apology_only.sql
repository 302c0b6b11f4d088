-- label: Only a non-apology
-- question: How often is the only apology one with an “if” or one that shifts the blame?
-- family: apology
-- shape: ratio
-- unit: percent
-- better: down
-- clock: opened
-- horizon: 7 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.body or incident_events.event_type=apology
-- numerator: Of these, incidents with a conditional or blame-shifting “apology” and no real one (specific or formulaic) at most 7 days after opening.
-- denominator: Complaints and critical incidents opened in the week in which a person of the company uttered a specific, formulaic or non-apology at most 7 days after opening.
-- excluded: Incidents with no words of apology at all or only sympathy; questions and requests; incidents younger than 7 days.
-- traps: Errors of automatic recognition gather here: look at the share that people have reviewed.
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
    case when first_apology_at <= opened_at + interval 7 day then 0 else 1 end as numerator,
    case when is_observed then 1 end as denominator,
    opened_at,
    first_apology_at,
    first_non_apology_at
from incident_facts
where
    is_complaint
    and least(first_apology_at, first_non_apology_at) <= opened_at + interval 7 day
