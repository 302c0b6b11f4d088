-- one row per fact beside the share of high effort: who answered, and the other scale, which is never mixed in
with

facts as (
    select
        1 as place,
        'Answered, of those asked' as label,
        avg(is_answered) as value,
        'percent' as unit,
        count(*) as count_cases
    from chosen.survey_responses
    where question_id = 'effort_customer'
    union all
    select
        2 as place,
        'High effort on the other scale (“they made it easy”, 4 or less of 7)' as label,
        avg(case when score <= 4 then 1 else 0 end) as value,
        'percent' as unit,
        count(*) as count_cases
    from chosen.complaint_answers
    where question_id = 'ces7'
)

select
    label,
    value,
    unit,
    count_cases,
    cast(null as varchar) as note
from facts
order by place
