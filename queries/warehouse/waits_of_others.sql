-- one row per wait of a customer outside the week's most demanding 5 %, with whether its hour was busy
-- Busy = more service hours than the median hour with any. Waits are those measured on calls, visits and in queues.
with

service_by_hour as (
    select
        date_trunc('hour', event_at) as hour_at,
        sum(hours) as service_hours
    from event_costs
    where hours > 0
    group by date_trunc('hour', event_at)
),

median_hour as (
    select percentile_cont(0.5) within group (order by service_hours) as service_hours
    from service_by_hour
),

service_by_customer as (
    select
        incidents.customer_id,
        cast(date_trunc('week', events.happened_on) as date) as week,
        sum(events.hours) as service_hours
    from event_costs as events
    inner join visible_incidents as incidents
        on events.incident_id = incidents.incident_id
    where
        events.hours > 0
        and incidents.customer_id is not null
    group by incidents.customer_id, cast(date_trunc('week', events.happened_on) as date)
),

ranked_customers as (
    select
        customer_id,
        week,
        row_number() over (partition by week order by service_hours desc, customer_id) as place,
        ceil(0.05 * count(*) over (partition by week)) as count_top
    from service_by_customer
),

waits as (
    select
        incidents.customer_id,
        events.happened_week as week,
        date_trunc('hour', events.event_at) as hour_at,
        events.wait_s
    from local_events as events
    inner join visible_incidents as incidents
        on events.incident_id = incidents.incident_id
    where
        events.wait_s is not null
        and events.event_type in ('call', 'visit', 'wait')
)

select
    waits.customer_id,
    waits.week,
    waits.wait_s,
    coalesce(service_by_hour.service_hours > median_hour.service_hours, false) as is_busy
from waits
cross join median_hour
left join service_by_hour
    on waits.hour_at = service_by_hour.hour_at
left join ranked_customers
    on
        waits.customer_id = ranked_customers.customer_id
        and waits.week = ranked_customers.week
where coalesce(ranked_customers.place > ranked_customers.count_top, true)
