-- one row per fact beside the customers we pay for: those who have been with us for 12 months, apart from the new ones
with

cases as (
    select *
    from chosen.negative_value_share
    where state = 'counted'
),

facts as (
    select
        1 as place,
        'Of customers with us for 12 months or more' as label,
        avg(numerator) as value,
        'percent' as unit,
        count(*) as count_cases
    from cases
    where has_been_12_months
    union all
    select
        2 as place,
        'Of newer customers' as label,
        avg(numerator) as value,
        'percent' as unit,
        count(*) as count_cases
    from cases
    where not has_been_12_months
    union all
    select
        3 as place,
        'What these customers cost us in 12 months' as label,
        -sum(net_value) as value,
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
