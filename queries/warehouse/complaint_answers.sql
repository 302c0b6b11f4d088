-- one row per complaint and survey item answered: the last answer, with the dimensions of the complaint
-- stored: view
select
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
    answers.question_id,
    answers.score,
    answers.answered_week
from survey_answers as answers
inner join visible_incidents as incidents
    on answers.incident_id = incidents.incident_id
where incidents.is_complaint
