-- label: Handled well
-- question: How many customers who answered are satisfied with how we handled their complaint?
-- family: resolution
-- shape: ratio
-- unit: percent
-- better: up
-- clock: answered
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.question_id=satisfaction
-- numerator: Of these, answers of 4 or 5 on the scale from 1 to 5.
-- denominator: Complaints and critical incidents whose customer answered how satisfied they were with the handling, in the week of the last answer.
-- excluded: Customers who did not answer; earlier answers to the same question; questions and requests.
-- traps: The unhappy often do not answer: read it beside the response rate. A repeated answer moves the case to its later week.
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
    case when answers.score >= 4 then 1 else 0 end as numerator,
    1 as denominator,
    answers.question_id as item,
    answers.score,
    answers.answered_at
from survey_answers as answers
inner join visible_incidents as incidents
    on answers.incident_id = incidents.incident_id
where
    incidents.is_complaint
    and answers.question_id = 'satisfaction'
