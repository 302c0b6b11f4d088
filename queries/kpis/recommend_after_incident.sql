-- label: Recommendation after an incident
-- question: Would customers still recommend us after their complaint?
-- family: resolution
-- shape: ratio
-- unit: points
-- better: up
-- clock: answered
-- horizon: none
-- min_n: 50
-- uncertainty: bootstrap
-- additivity: additive
-- needs: incident_events.question_id=recommend
-- numerator: Promoters (9 or 10) count plus one, detractors (0 to 6) minus one, the others nothing.
-- denominator: Complaints and critical incidents whose customer answered whether they would recommend us, in the week of the last answer; the result is in points from -100 to 100.
-- excluded: Customers who did not answer; earlier answers to the same question; questions and requests.
-- traps: Compare it only with customers who had no incident, never with another company's published figure.
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
    case
        when answers.score >= 9 then 1
        when answers.score <= 6 then -1
        else 0
    end as numerator,
    1 as denominator,
    answers.question_id as item,
    answers.score,
    answers.answered_at
from survey_answers as answers
inner join visible_incidents as incidents
    on answers.incident_id = incidents.incident_id
where
    incidents.is_complaint
    and answers.question_id = 'recommend'
