-- one row per customer $customer_id with money in 12 months: its net value, that of the year before, how many have less
with

latest as (
    select max(month) as month
    from value_snapshots
)

select
    own.margin - own.cost as net_value,
    count(*) as count_customers,
    count(case when others.margin - others.cost < own.margin - own.cost then 1 end) as count_below,
    max(before.margin - before.cost) as net_value_before
from value_snapshots as own
inner join latest
    on own.month = latest.month
inner join value_snapshots as others
    on latest.month = others.month
left join value_snapshots as before
    on
        own.customer_id = before.customer_id
        and cast(latest.month - interval 12 month as date) = before.month
where own.customer_id = $customer_id
group by own.margin - own.cost
