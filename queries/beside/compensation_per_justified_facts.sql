-- one row per fact beside the compensation: how much of it went to the five largest, and how many got any
with

ranked as (
    select
        numerator as amount,
        row_number() over (order by numerator desc, case_id) as place
    from chosen.compensation_per_justified
    where state = 'counted'
),

facts as (
    select
        1 as place,
        'The five largest, of all compensation paid' as label,
        sum(case when place <= 5 then amount end) / nullif(sum(amount), 0) as value,
        count(case when amount > 0 then 1 end) as count_cases
    from ranked
    union all
    select
        2 as place,
        'Complaints with any compensation' as label,
        avg(case when amount > 0 then 1 else 0 end) as value,
        count(*) as count_cases
    from ranked
)

select
    label,
    value,
    'percent' as unit,
    count_cases,
    cast(null as varchar) as note
from facts
order by place
