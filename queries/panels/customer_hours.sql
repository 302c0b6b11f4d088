-- one row per customer $customer_id: hours of our work on it in 365 days, those on all, and how many customers took more
with

hours as (
    select
        costs.customer_id,
        sum(costs.hours) as hours
    from event_costs as costs
    inner join parameters
        on costs.event_at > parameters.as_of - interval 365 day
    where
        costs.customer_id is not null
        and costs.hours > 0
    group by costs.customer_id
),

own as (
    select coalesce(sum(hours), 0) as hours
    from hours
    where customer_id = $customer_id
)

select
    max(own.hours) as hours,
    sum(hours.hours) as all_hours,
    count(hours.customer_id) as count_served,
    count(case when hours.hours > own.hours then 1 end) as count_more_hours
from own
left join hours
    on true
