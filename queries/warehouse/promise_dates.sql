-- one row per promise and time it was due at one moment: the first, then each one the customer agreed to in time
-- A new time counts when agreed at or before the one then in force; a late one leaves the old one standing, and so do
-- all that follow it. Without a first date there is nothing to move.
with

times_in_order as (
    select
        promise_id,
        '' as event_id,
        made_at as agreed_at,
        first_due_at as due_at,
        0 as is_new_time
    from made_promises
    where first_due_at is not null
    union all
    select
        events.ref_id as promise_id,
        events.event_id,
        events.event_at as agreed_at,
        coalesce(events.due_at, following_days.starts_at - interval 1 microsecond) as due_at,
        1 as is_new_time
    from visible_events as events
    left join local_offsets as following_days
        on cast(events.due_date + interval 1 day as date) = following_days.day
    where
        events.event_type = 'promise_rescheduled'
        and events.code = 'agreed'
        and coalesce(events.due_at, following_days.starts_at) is not null
),

judged_times as (
    select
        times_in_order.*,
        case
            when is_new_time = 0 then 0
            when
                agreed_at <= lag(due_at) over (partition by promise_id order by is_new_time, agreed_at, event_id)
                then 0
            else 1
        end as is_late
    from times_in_order
),

chained_times as (
    select
        judged_times.*,
        sum(is_late) over (
            partition by promise_id
            order by is_new_time, agreed_at, event_id
            rows between unbounded preceding and current row
        ) as count_late
    from judged_times
)

select
    promise_id,
    agreed_at,
    due_at,
    row_number() over (partition by promise_id order by is_new_time desc, agreed_at desc, event_id desc) as recency,
    row_number() over (partition by promise_id order by is_new_time, agreed_at, event_id) - 1 as count_moves
from chained_times
where count_late = 0
