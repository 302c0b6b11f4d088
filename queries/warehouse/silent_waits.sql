-- one row per long wait during which, and right after which, nobody of the company really apologised or explained
with

broken_silences as (
    select distinct
        long_waits.incident_id,
        long_waits.is_live,
        long_waits.started_at
    from long_waits
    inner join helpful_words
        on
            long_waits.incident_id = helpful_words.incident_id
            and long_waits.started_at <= helpful_words.said_at
            and long_waits.last_second_to_speak >= epoch(helpful_words.said_at)
)

select
    long_waits.incident_id,
    long_waits.is_live,
    long_waits.started_at,
    long_waits.replied_at,
    long_waits.seconds_waited
from long_waits
left join broken_silences
    on
        long_waits.incident_id = broken_silences.incident_id
        and long_waits.is_live = broken_silences.is_live
        and long_waits.started_at = broken_silences.started_at
where broken_silences.incident_id is null
