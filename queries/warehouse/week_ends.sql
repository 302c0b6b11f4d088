-- one row per week that had begun by as_of: the moment at which its end is measured
-- A week that is over is measured at Sunday 24:00 local and knows what came before that; the running week is measured
-- at as_of and knows what came until then. last_month_number = the last local month complete at that moment.
with

weeks_to_as_of as (
    select
        numbered_weeks.week,
        numbered_weeks.week_number,
        numbered_weeks.starts_at,
        numbered_weeks.ends_at,
        least(numbered_weeks.ends_at, parameters.as_of) as measured_at,
        numbered_weeks.ends_at > parameters.as_of as is_running,
        case
            when numbered_weeks.ends_at > parameters.as_of then parameters.as_of
            else numbered_weeks.ends_at - interval 1 microsecond
        end as last_moment
    from numbered_weeks
    inner join parameters
        on numbered_weeks.starts_at <= parameters.as_of
),

with_local_month as (
    select
        weeks_to_as_of.*,
        cast(
            date_trunc(
                'month',
                case
                    when measured_at < utc_offsets.switch_at then measured_at + utc_offsets.offset_before
                    else measured_at + utc_offsets.offset_after
                end
            ) as date
        ) as running_month
    from weeks_to_as_of
    inner join utc_offsets
        on cast(weeks_to_as_of.measured_at as date) = utc_offsets.day
)

select
    with_local_month.*,
    calendar_months.month_number - 1 as last_month_number
from with_local_month
inner join calendar_months
    on with_local_month.running_month = calendar_months.month
