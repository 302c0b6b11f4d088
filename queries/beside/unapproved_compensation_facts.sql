-- one row per fact beside unapproved compensation: how many were approved too late, and how much money it is about
with

cases as (
    select *
    from chosen.unapproved_compensation
    where state = 'counted'
),

facts as (
    select
        1 as place,
        'Approved too late, of these offers' as label,
        avg(case when is_approved_late then 1 else 0 end) as value,
        'percent' as unit,
        count(*) as count_cases
    from cases
    union all
    select
        2 as place,
        'Offered without approval' as label,
        sum(amount) as value,
        'money' as unit,
        count(*) as count_cases
    from cases
    where numerator = 1
)

select
    label,
    value,
    unit,
    count_cases,
    cast(null as varchar) as note
from facts
order by place
