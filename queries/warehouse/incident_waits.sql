-- one row per visible incident whose customer waited within 14 days of opening: how long, and how often in silence
with

waits as (
    select
        incident_id,
        count(*) as count_waits,
        max(seconds_waited) as longest_seconds
    from customer_waits
    group by incident_id
),

silences as (
    select
        incident_id,
        count(*) as count_silent_waits,
        min(started_at) as first_silent_at
    from silent_waits
    group by incident_id
)

select
    waits.incident_id,
    waits.count_waits,
    waits.longest_seconds / 3600.0 as longest_hours,
    coalesce(silences.count_silent_waits, 0) as count_silent_waits,
    silences.first_silent_at
from waits
left join silences
    on waits.incident_id = silences.incident_id
