-- one row per fact beside the hassle index: how many of these customers' complaints were justified
with

customers as (
    select distinct customer_id
    from chosen.hassle_index
    where state = 'counted'
),

complaints as (
    select
        incidents.justified,
        incidents.incident_id
    from customers
    inner join visible_incidents as incidents
        on customers.customer_id = incidents.customer_id
    inner join parameters
        on incidents.opened_at > parameters.as_of - interval 365 day
    where
        incidents.is_complaint
        and incidents.justified in ('justified', 'partly', 'unjustified')
)

select
    'Justified complaints of these customers, last 365 days' as label,
    avg(case when justified in ('justified', 'partly') then 1 else 0 end) as value,
    'percent' as unit,
    count(*) as count_cases,
    cast(null as varchar) as note
from complaints
