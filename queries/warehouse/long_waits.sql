-- one row per wait over the limit: 24 hours for a reply, 10 minutes live
-- With a business calendar only open hours count towards the 24.
with

waits_over_limit as (
    select *
    from customer_waits
    where seconds_waited > case when is_live then 600 else 24 * 3600 end
),

wait_ends as (
    select
        incident_id,
        started_at,
        started_at as moment,
        -1 as factor
    from waits_over_limit
    where not is_live
    union all
    select
        incident_id,
        started_at,
        ended_at as moment,
        1 as factor
    from waits_over_limit
    where not is_live
),

closed_time as (
    select
        wait_ends.incident_id,
        wait_ends.started_at,
        sum(
            wait_ends.factor * (
                business_days.closed_seconds_before
                + epoch(least(wait_ends.moment, business_days.opens_at)) - epoch(business_days.starts_at)
                + greatest(epoch(wait_ends.moment) - epoch(business_days.closes_at), 0)
            )
        ) as seconds_closed
    from wait_ends
    inner join utc_offsets
        on cast(wait_ends.moment as date) = utc_offsets.day
    inner join business_days
        on
            cast(
                case
                    when wait_ends.moment < utc_offsets.switch_at then wait_ends.moment + utc_offsets.offset_before
                    else wait_ends.moment + utc_offsets.offset_after
                end as date
            )
            = business_days.day
    group by wait_ends.incident_id, wait_ends.started_at
)

select
    waits.incident_id,
    waits.is_live,
    waits.started_at,
    waits.replied_at,
    waits.last_second_to_speak,
    waits.seconds_waited - coalesce(closed_time.seconds_closed, 0) as seconds_waited
from waits_over_limit as waits
left join closed_time
    on
        not waits.is_live
        and waits.incident_id = closed_time.incident_id
        and waits.started_at = closed_time.started_at
where
    waits.is_live
    or waits.seconds_waited - coalesce(closed_time.seconds_closed, 0) > 24 * 3600
