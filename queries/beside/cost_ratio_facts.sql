-- one row per fact beside cost against value: customers without any margin, and those above the limit
with

cases as (
    select *
    from chosen.cost_ratio
    where state = 'counted'
),

limits as (
    select coalesce(max(case when key = 'max_cost_ratio' then cast(value as double) end), 1) as most
    from current_settings
),

facts as (
    select
        1 as place,
        'Customers without a margin, so without a ratio of their own' as label,
        avg(case when denominator <= 0 then 1 else 0 end) as value,
        count(*) as count_cases
    from cases
    union all
    select
        2 as place,
        'Customers whose cost is above the limit' as label,
        avg(case when cases.own_ratio > limits.most then 1 else 0 end) as value,
        count(*) as count_cases
    from cases
    cross join limits
    where cases.own_ratio is not null
)

select
    label,
    value,
    'percent' as unit,
    count_cases,
    cast(null as varchar) as note
from facts
order by place
