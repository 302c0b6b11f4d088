-- one row per fact beside full recovery: how many complaints got 0, 1, 2 or 3 of its parts, and the stricter count
with

cases as (
    select *
    from chosen.recovery_triad_rate
    where state = 'counted'
),

facts as (
    select
        1 as place,
        'None of the three parts' as label,
        avg(case when count_parts = 0 then 1 else 0 end) as value,
        count(*) as count_cases
    from cases
    union all
    select
        2 as place,
        'One of the three parts' as label,
        avg(case when count_parts = 1 then 1 else 0 end) as value,
        count(*) as count_cases
    from cases
    union all
    select
        3 as place,
        'Two of the three parts' as label,
        avg(case when count_parts = 2 then 1 else 0 end) as value,
        count(*) as count_cases
    from cases
    union all
    select
        4 as place,
        'All three parts' as label,
        avg(case when count_parts = 3 then 1 else 0 end) as value,
        count(*) as count_cases
    from cases
    union all
    select
        5 as place,
        'All three, the apology made in a call' as label,
        avg(case when count_parts = 3 and has_apology_in_call then 1 else 0 end) as value,
        count(*) as count_cases
    from cases
)

select
    label,
    value,
    'percent' as unit,
    count_cases,
    cast(null as varchar) as note
from facts
order by place
