-- one row per incident event that had happened by as_of, with its local day and week
-- stored: view
with

events_on_local_days as (
    select
        events.*,
        cast(
            case
                when events.event_at < utc_offsets.switch_at then events.event_at + utc_offsets.offset_before
                else events.event_at + utc_offsets.offset_after
            end as date
        ) as happened_on
    from visible_events as events
    inner join utc_offsets
        on cast(events.event_at as date) = utc_offsets.day
)

select
    events_on_local_days.*,
    cast(date_trunc('week', happened_on) as date) as happened_week
from events_on_local_days
