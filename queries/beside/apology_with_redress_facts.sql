-- one row per fact beside apology with redress: the four combinations of words and deeds
with

cases as (
    select *
    from chosen.apology_with_redress
    where state = 'counted'
),

facts as (
    select
        1 as place,
        'Apology and redress' as label,
        avg(case when has_apology and has_redress then 1 else 0 end) as value,
        count(*) as count_cases
    from cases
    union all
    select
        2 as place,
        'Apology without redress' as label,
        avg(case when has_apology and not has_redress then 1 else 0 end) as value,
        count(*) as count_cases
    from cases
    union all
    select
        3 as place,
        'Redress without apology' as label,
        avg(case when has_redress and not has_apology then 1 else 0 end) as value,
        count(*) as count_cases
    from cases
    union all
    select
        4 as place,
        'Neither' as label,
        avg(case when has_apology or has_redress then 0 else 1 end) as value,
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
