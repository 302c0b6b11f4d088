-- one row per fact beside the recommendation: who answered, and the three counts it is made of
with

facts as (
    select
        1 as place,
        'Answered, of those asked' as label,
        avg(is_answered) as value,
        'percent' as unit,
        count(*) as count_cases
    from chosen.survey_responses
    where question_id = 'recommend'
    union all
    select
        2 as place,
        'Promoters (9 or 10)' as label,
        avg(case when numerator = 1 then 1 else 0 end) as value,
        'percent' as unit,
        count(*) as count_cases
    from chosen.recommend_after_incident
    where state = 'counted'
    union all
    select
        3 as place,
        'Neither (7 or 8)' as label,
        avg(case when numerator = 0 then 1 else 0 end) as value,
        'percent' as unit,
        count(*) as count_cases
    from chosen.recommend_after_incident
    where state = 'counted'
    union all
    select
        4 as place,
        'Detractors (0 to 6)' as label,
        avg(case when numerator = -1 then 1 else 0 end) as value,
        'percent' as unit,
        count(*) as count_cases
    from chosen.recommend_after_incident
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
