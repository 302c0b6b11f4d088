-- one row per customer and rating of the own effort: promoters less detractors among the answers, and how many answers
select
    cases.customer_id,
    case
        when answers.score <= 2 then 'low'
        when answers.score < 4 then 'middle'
        else 'high'
    end as part,
    sum(cases.numerator) as numerator,
    count(*) as denominator
from chosen.recommend_after_incident as cases
inner join survey_answers as answers
    on cases.incident_id = answers.incident_id
where
    cases.state = 'counted'
    and answers.question_id = 'effort_customer'
group by 1, 2
