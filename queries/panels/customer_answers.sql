-- one row per answer of the customer $customer_id to a survey question, the newest first
select
    answers.answered_at,
    answers.incident_id,
    answers.question_id,
    answers.score
from survey_answers as answers
inner join visible_incidents as incidents
    on answers.incident_id = incidents.incident_id
where incidents.customer_id = $customer_id
order by answers.answered_at desc, answers.question_id
