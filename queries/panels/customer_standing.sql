-- one row: where the customer $customer_id stands among all: its net value of 12 months, the year before, hours of our work
with

latest as (
    select max(month) as month
    from value_snapshots
),

values_now as (
    select
        snapshots.customer_id,
        snapshots.margin - snapshots.cost as net_value
    from value_snapshots as snapshots
    inner join latest
        on snapshots.month = latest.month
),

own as (
    select net_value
    from values_now
    where customer_id = $customer_id
),

hours as (
    select
        costs.customer_id,
        sum(costs.hours) as hours
    from event_costs as costs
    inner join parameters
        on costs.event_at > parameters.as_of - interval 365 day
    where costs.customer_id is not null
    group by costs.customer_id
),

own_hours as (
    select hours
    from hours
    where customer_id = $customer_id
)

select
    (select net_value from own) as net_value,
    (select count(*) from values_now) as count_customers,
    (
        select count(*)
        from values_now
        inner join own
            on values_now.net_value < own.net_value
    ) as count_below,
    (
        select max(snapshots.margin - snapshots.cost)
        from value_snapshots as snapshots
        inner join latest
            on cast(latest.month - interval 12 month as date) = snapshots.month
        where snapshots.customer_id = $customer_id
    ) as net_value_before,
    (select hours from own_hours) as hours,
    (select sum(hours) from hours) as all_hours,
    (select count(*) from hours where hours > 0) as count_served,
    (
        select count(*)
        from hours
        inner join own_hours
            on hours.hours > own_hours.hours
    ) as count_more_hours
