-- one row per message and label that was read in it, or given by a person; what the files already hold is left out
with

found as (
    select
        event_id,
        grade as label,
        confidence,
        reviewer,
        reviewed_at
    from meta.read_messages
    where grade <> 'none'
    union all
    select
        event_id,
        concat('promise_', promise) as label,
        confidence,
        reviewer,
        reviewed_at
    from meta.read_messages
    where promise <> 'none'
    union all
    select
        messages.event_id,
        names.label,
        messages.confidence,
        messages.reviewer,
        messages.reviewed_at
    from meta.read_messages as messages
    cross join (
        select 'compensation' as label
        union all
        select 'explanation' as label
        union all
        select 'excuse' as label
        union all
        select 'greeting' as label
        union all
        select 'thanks' as label
        union all
        select 'unknown_language' as label
    ) as names
    where
        case names.label
            when 'compensation' then messages.compensation
            when 'explanation' then messages.explanation
            when 'excuse' then messages.excuse
            when 'greeting' then messages.greeting
            when 'thanks' then messages.thanks
            else messages.language = 'unknown'
        end
    union all
    select
        event_id,
        'automatic' as label,
        1 as confidence,
        cast(null as varchar) as reviewer,
        cast(null as timestamp) as reviewed_at
    from messages_of_ours
    where is_automatic
)

select
    found.event_id,
    found.label,
    case when found.reviewer is null then 'detected' else 'reviewed' end as source,
    found.confidence,
    found.reviewer,
    found.reviewed_at
from found
left join canonical.text_labels as loaded
    on
        found.event_id = loaded.event_id
        and found.label = loaded.label
where loaded.event_id is null
