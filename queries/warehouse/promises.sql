-- one row per promise of the company: when it was made, when it was due in the end, whether it was kept or called off
-- due_at is the time in force in the end, empty without a date. Kept = fulfilled at or before it. Called off = cancelled
-- by the customer at or before it; such a promise is neither kept nor broken. One that was only read in a message has no
-- due_at: nobody writes down whether it was kept.
with

outcomes as (
    select
        ref_id as promise_id,
        min(case when event_type = 'promise_fulfilled' then event_at end) as fulfilled_at,
        min(case when event_type = 'promise_cancelled' and actor_type = 'customer' then event_at end) as cancelled_at
    from visible_events
    where event_type in ('promise_fulfilled', 'promise_cancelled')
    group by ref_id
)

select
    promises.*,
    promise_dates.due_at,
    cast(
        date_trunc(
            'week',
            case
                when promise_dates.due_at < utc_offsets.switch_at
                    then promise_dates.due_at + utc_offsets.offset_before
                else promise_dates.due_at + utc_offsets.offset_after
            end
        ) as date
    ) as due_week,
    coalesce(promise_dates.count_moves, 0) as count_moves,
    outcomes.fulfilled_at,
    outcomes.cancelled_at,
    coalesce(outcomes.fulfilled_at <= promise_dates.due_at, false) as is_kept,
    coalesce(outcomes.cancelled_at <= promise_dates.due_at, false) as is_called_off
from made_promises as promises
left join promise_dates
    on
        promises.promise_id = promise_dates.promise_id
        and promise_dates.recency = 1
        and not promises.is_read_here
left join utc_offsets
    on cast(promise_dates.due_at as date) = utc_offsets.day
left join outcomes
    on promises.promise_id = outcomes.promise_id
