-- one row per customer, those that cost most beyond what they bring first, at most $most
with

latest as (
    select *
    from chosen.net_value_12m
    where
        state = 'counted'
        and month = (select max(month) from value_snapshots)
    order by numerator, customer_id
    limit $most
)

select
    latest.customer_id,
    customers.name,
    latest.segment,
    latest.revenue - latest.cogs as margin,
    latest.cost,
    latest.numerator as net_value
from latest
left join canonical.customers as customers
    on latest.customer_id = customers.customer_id
order by latest.numerator, latest.customer_id
