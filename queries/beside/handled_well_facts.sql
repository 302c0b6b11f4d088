-- one row per fact beside the share of satisfied customers: who answered, how many were dissatisfied, the other items
with

facts as (
    select
        1 as place,
        'Answered, of those asked' as label,
        avg(is_answered) as value,
        'percent' as unit,
        count(*) as count_cases
    from chosen.survey_responses
    where question_id = 'satisfaction'
    union all
    select
        2 as place,
        'Dissatisfied (1 or 2)' as label,
        avg(case when score <= 2 then 1 else 0 end) as value,
        'percent' as unit,
        count(*) as count_cases
    from chosen.handled_well
    where state = 'counted'
    union all
    select
        3 as place,
        'Answered properly' as label,
        avg(case when score >= 1 then 1 else 0 end) as value,
        'percent' as unit,
        count(*) as count_cases
    from chosen.complaint_answers
    where question_id = 'answered_properly'
    union all
    select
        4 as place,
        'Felt respected (4 or 5)' as label,
        avg(case when score >= 4 then 1 else 0 end) as value,
        'percent' as unit,
        count(*) as count_cases
    from chosen.complaint_answers
    where question_id = 'respected'
    union all
    select
        5 as place,
        'Felt welcome (4 or 5)' as label,
        avg(case when score >= 4 then 1 else 0 end) as value,
        'percent' as unit,
        count(*) as count_cases
    from chosen.complaint_answers
    where question_id = 'felt_welcome'
    union all
    select
        6 as place,
        'Felt us on their side (4 or 5)' as label,
        avg(case when score >= 4 then 1 else 0 end) as value,
        'percent' as unit,
        count(*) as count_cases
    from chosen.complaint_answers
    where question_id = 'on_our_side'
)

select
    label,
    value,
    unit,
    count_cases,
    cast(null as varchar) as note
from facts
order by place
