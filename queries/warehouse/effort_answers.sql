-- one row per visible incident whose customer was asked about effort: the last answers, in the week of the later one
select
    incident_id,
    max(case when question_id = 'effort_customer' then score end) as customer_effort,
    max(case when question_id = 'effort_company' then score end) as company_effort,
    max(answered_at) as answered_at,
    max(answered_week) as answered_week
from survey_answers
where question_id in ('effort_customer', 'effort_company')
group by incident_id
