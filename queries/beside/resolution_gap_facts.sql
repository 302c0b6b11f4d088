-- one row per fact beside the resolution gap: who answered, and the bounds if all who are silent said yes or said no
with

silent as (
    select count(*) as count_silent
    from chosen.survey_responses as requests
    inner join incident_claims as claims
        on
            requests.incident_id = claims.incident_id
            and requests.asked_at >= claims.first_claim_ever_at
    where
        requests.question_id = 'resolved'
        and requests.is_answered = 0
),

answered as (
    select
        count(*) as count_answered,
        coalesce(sum(numerator), 0) as count_no
    from chosen.resolution_gap
    where state = 'counted'
),

both_sides as (
    select
        silent.count_silent,
        answered.count_answered,
        answered.count_no,
        silent.count_silent + answered.count_answered as count_all
    from answered
    cross join silent
),

facts as (
    select
        1 as place,
        'Answered, of those asked' as label,
        count_answered * 1.0 / nullif(count_all, 0) as value,
        count_all as count_cases
    from both_sides
    union all
    select
        2 as place,
        'At least, if all who are silent said yes' as label,
        count_no * 1.0 / nullif(count_all, 0) as value,
        count_all as count_cases
    from both_sides
    union all
    select
        3 as place,
        'At most, if all who are silent said no' as label,
        (count_no + count_silent) * 1.0 / nullif(count_all, 0) as value,
        count_all as count_cases
    from both_sides
)

select
    label,
    value,
    'percent' as unit,
    count_cases,
    cast(null as varchar) as note
from facts
order by place
