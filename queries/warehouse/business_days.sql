-- one row per local day from the first of the company's calendar to as_of: when it was open, and how long closed before
-- Without a calendar there is no row, and every hour counts. A day that the calendar leaves out was open all day; so was
-- a working day without hours. Where it does not say, Monday to Friday are working days.
with

calendar_range as (
    select
        min(calendar.date) as first_day,
        max(cast(parameters.as_of as date)) as last_day
    from canonical.calendar as calendar
    cross join parameters
),

days as (
    select
        local_days.day,
        local_days.starts_at,
        following_days.starts_at as ends_at,
        local_days.switch_at,
        local_days.offset_before,
        local_days.offset_after,
        coalesce(
            calendar.is_business_day,
            local_days.day < cast(date_trunc('week', local_days.day) as date) + interval 5 day
        )
        or calendar.date is null as is_business_day,
        try_cast(concat(cast(local_days.day as varchar), ' ', calendar.opens_at) as timestamp) as opens_local,
        try_cast(concat(cast(local_days.day as varchar), ' ', calendar.closes_at) as timestamp) as closes_local
    from local_offsets as local_days
    inner join calendar_range
        on local_days.day between calendar_range.first_day and calendar_range.last_day + interval 1 day
    inner join local_offsets as following_days
        on local_days.day + interval 1 day = following_days.day
    left join canonical.calendar as calendar
        on local_days.day = calendar.date
),

opening_hours as (
    select
        day,
        starts_at,
        ends_at,
        case
            when not is_business_day then ends_at
            when opens_local < switch_at then opens_local - offset_before
            else coalesce(opens_local - offset_after, starts_at)
        end as opens_at,
        case
            when not is_business_day then ends_at
            when closes_local < switch_at then closes_local - offset_before
            else coalesce(closes_local - offset_after, ends_at)
        end as closes_at
    from days
)

select
    day,
    starts_at,
    opens_at,
    closes_at,
    coalesce(
        sum(epoch(opens_at) - epoch(starts_at) + epoch(ends_at) - epoch(closes_at)) over (
            order by day
            rows between unbounded preceding and 1 preceding
        ),
        0
    ) as closed_seconds_before
from opening_hours
