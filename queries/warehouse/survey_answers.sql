-- one row per visible incident and survey item: the last answer given, in its local week
with

numbered_answers as (
    select
        events.incident_id,
        events.question_id,
        events.score,
        events.event_at as answered_at,
        row_number() over (
            partition by events.incident_id, events.question_id
            order by events.event_at desc, events.event_id desc
        ) as recency
    from visible_events as events
    inner join visible_incidents as incidents
        on events.incident_id = incidents.incident_id
    where
        events.event_type = 'survey_answer'
        and events.question_id is not null
        and events.score is not null
)

select
    answers.incident_id,
    answers.question_id,
    answers.score,
    answers.answered_at,
    cast(
        date_trunc(
            'week',
            case
                when answers.answered_at < utc_offsets.switch_at then answers.answered_at + utc_offsets.offset_before
                else answers.answered_at + utc_offsets.offset_after
            end
        ) as date
    ) as answered_week
from numbered_answers as answers
inner join utc_offsets
    on cast(answers.answered_at as date) = utc_offsets.day
where answers.recency = 1
