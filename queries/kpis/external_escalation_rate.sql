-- label: External escalations
-- question: How many complaints end up with an ombudsman, a regulator, a court or the media?
-- family: loss
-- shape: ratio
-- unit: per_1000
-- better: down
-- clock: opened
-- horizon: 90 d
-- min_n: 200
-- uncertainty: poisson
-- additivity: additive
-- needs: incidents.external_escalation
-- numerator: Incidents that went to an ombudsman, a regulator, a court or the media.
-- denominator: Complaints and critical incidents opened in the week, 90 days later, for which it is known whether they went outside.
-- excluded: Incidents for which it is not recorded (unknown); questions and requests; incidents younger than 90 days.
-- traps: Litigation arrives months later, so recent weeks stay provisional. A field left empty is unknown, not “none”.
select
    incident_id as case_id,
    opened_week as week,
    opened_at + interval 90 day as matures_at,
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
    case when external_escalation in ('ombudsman', 'regulator', 'court', 'media') then 1 else 0 end as numerator,
    case when external_escalation is not null then 1 end as denominator,
    opened_at,
    external_escalation
from visible_incidents
where is_complaint
