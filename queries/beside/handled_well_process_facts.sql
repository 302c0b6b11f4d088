-- one row per fact beside the process: each part of good handling by itself, where it is known
with

cases as (
    select *
    from chosen.handled_well_process
    where state <> 'immature'
),

facts as (
    select
        1 as place,
        'Resolved within 14 days by a fix that held' as label,
        avg(case when is_verified then 1 else 0 end) as value,
        count(*) as count_cases
    from cases
    union all
    select
        2 as place,
        'No promise broken' as label,
        avg(case when has_broken_promise then 0 else 1 end) as value,
        count(*) as count_cases
    from cases
    union all
    select
        3 as place,
        'Apology within 7 days, or none owed' as label,
        avg(case when is_apology_settled then 1 else 0 end) as value,
        count(*) as count_cases
    from cases
    where is_apology_settled is not null
    union all
    select
        4 as place,
        'No silent wait and no blind transfer' as label,
        avg(case when has_silent_wait or has_blind_transfer then 0 else 1 end) as value,
        count(*) as count_cases
    from cases
    where
        has_silent_wait is not null
        or has_blind_transfer
)

select
    label,
    value,
    'percent' as unit,
    count_cases,
    cast(null as varchar) as note
from facts
order by place
