-- one row per customer who rated the own effort within 14 days of the first complaint: the rating, and how long they stayed
-- Watched for 90 days from that landmark, so that nobody's group depends on having stayed.
select
    cases.incident_id,
    cases.customer_id,
    cases.opened_at,
    case
        when answers.score <= 2 then 'low'
        when answers.score < 4 then 'middle'
        else 'high'
    end as part,
    least(cases.duration, 90) as days,
    cases.is_event and cases.duration <= 90 as has_left
from chosen.retention_after_incident as cases
inner join survey_answers as answers
    on cases.incident_id = answers.incident_id
where
    cases.state = 'counted'
    and answers.question_id = 'effort_customer'
    and answers.answered_at <= cases.landmark_at
