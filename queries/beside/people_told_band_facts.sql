-- one row per fact beside the people told: how many customers were dissatisfied, and how many said whom they told
with

customers as (
    select
        customer_id,
        max(numerator) as is_dissatisfied,
        max(people_told) as people_told
    from chosen.people_told_band
    where state = 'counted'
    group by customer_id
),

facts as (
    select
        1 as place,
        'Dissatisfied customers, each once' as label,
        sum(is_dissatisfied) as value,
        'count' as unit,
        count(*) as count_cases
    from customers
    union all
    select
        2 as place,
        'People told, on average of those who said' as label,
        avg(people_told) as value,
        'people' as unit,
        count(people_told) as count_cases
    from customers
)

select
    label,
    value,
    unit,
    count_cases,
    case when place = 2 and count_cases < 20 then 'Fewer than 20 answers: the band is an assumption.' end as note
from facts
order by place
