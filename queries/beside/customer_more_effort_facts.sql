-- one row per fact beside the two answers on effort: who gave both, how many call it a draw, who says that we did more
with

requests as (
    select
        incident_id,
        min(is_answered) as has_answered_both
    from chosen.survey_responses
    where question_id in ('effort_customer', 'effort_company')
    group by incident_id
),

facts as (
    select
        1 as place,
        'Answered both, of those asked' as label,
        avg(has_answered_both) as value,
        'percent' as unit,
        count(*) as count_cases
    from requests
    union all
    select
        2 as place,
        'Both put in the same' as label,
        avg(case when customer_effort = company_effort then 1 else 0 end) as value,
        'percent' as unit,
        count(*) as count_cases
    from chosen.customer_more_effort
    where state = 'counted'
    union all
    select
        3 as place,
        'We put in more' as label,
        avg(case when customer_effort < company_effort then 1 else 0 end) as value,
        'percent' as unit,
        count(*) as count_cases
    from chosen.customer_more_effort
    where state = 'counted'
)

select
    label,
    value,
    unit,
    count_cases,
    cast(null as varchar) as note
from facts
order by place
