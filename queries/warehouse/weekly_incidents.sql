-- one row per customer and week in which the customer opened incidents: the latest of them, and the latest complaint so far
-- It is the customer's latest incident from the next Monday on, up to the last one within 365 days or the one of a later
-- incident. The Monday after the running week stands for as_of.
with

numbered_incidents as (
    select
        incidents.customer_id,
        incidents.incident_id,
        incidents.opened_at,
        incidents.opened_week,
        max(case when incidents.is_complaint then incidents.opened_at end) over (
            partition by incidents.customer_id
            order by incidents.opened_at
        ) as last_complaint_at,
        row_number() over (
            partition by incidents.customer_id, incidents.opened_week
            order by incidents.opened_at desc, incidents.incident_id desc
        ) as recency
    from visible_incidents as incidents
    where incidents.customer_id is not null
),

with_expiry as (
    select
        incidents.customer_id,
        incidents.incident_id,
        incidents.opened_at,
        incidents.last_complaint_at,
        numbered_weeks.week_number + 1 as first_week_number,
        cast(
            date_trunc(
                'week',
                case
                    when incidents.opened_at + interval 365 day < utc_offsets.switch_at
                        then incidents.opened_at + interval 365 day + utc_offsets.offset_before
                    else incidents.opened_at + interval 365 day + utc_offsets.offset_after
                end
            ) as date
        ) as last_week
    from numbered_incidents as incidents
    inner join numbered_weeks
        on incidents.opened_week = numbered_weeks.week
    inner join utc_offsets
        on cast(incidents.opened_at + interval 365 day as date) = utc_offsets.day
    where incidents.recency = 1
)

select
    with_expiry.customer_id,
    with_expiry.incident_id,
    with_expiry.opened_at,
    with_expiry.last_complaint_at,
    with_expiry.first_week_number,
    numbered_weeks.week_number + case
        when numbered_weeks.ends_at > parameters.as_of and with_expiry.opened_at + interval 365 day >= parameters.as_of
            then 1
        else 0
    end as expiry_week_number,
    lead(with_expiry.first_week_number) over (
        partition by with_expiry.customer_id
        order by with_expiry.first_week_number
    ) as next_week_number
from with_expiry
cross join parameters
inner join numbered_weeks
    on with_expiry.last_week = numbered_weeks.week
