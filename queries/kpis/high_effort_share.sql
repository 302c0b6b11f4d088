-- label: High effort
-- question: How many customers had to put in moderate or high effort?
-- family: effort
-- shape: ratio
-- unit: percent
-- better: down
-- clock: answered
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.question_id=effort_customer
-- numerator: Of these, incidents whose customer scored the own effort 3, 4 or 5 on the scale from 1 to 5.
-- denominator: Complaints and critical incidents whose customer answered how much effort it took, in the week of the last answer.
-- excluded: Customers who did not answer; earlier answers to the same question; answers on the scale from 1 to 7 (“they made it easy”), which runs the other way; questions and requests.
-- traps: The published 46 % is a share of service professionals who name this challenge, not of customers: it is no target. Read it beside the response rate.
select
    answers.incident_id as case_id,
    answers.answered_week as week,
    cast(null as timestamp) as matures_at,
    incidents.incident_id,
    incidents.customer_id,
    incidents.team_id,
    incidents.agent_id,
    incidents.channel,
    incidents.product,
    incidents.segment,
    incidents.cause_code,
    incidents.severity,
    incidents.justified,
    incidents.language,
    incidents.is_internal,
    incidents.kind,
    case when answers.score >= 3 then 1 else 0 end as numerator,
    1 as denominator,
    answers.score as customer_effort,
    answers.answered_at
from survey_answers as answers
inner join visible_incidents as incidents
    on answers.incident_id = incidents.incident_id
where
    incidents.is_complaint
    and answers.question_id = 'effort_customer'
