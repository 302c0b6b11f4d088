-- one row per message and label that was read in it, or given by a person; what the files already hold is left out
with

found as (
    select
        event_id,
        'apology' as act,
        grade as label,
        confidence
    from meta.read_messages
    where grade <> 'none'
    union all
    select
        event_id,
        'promise' as act,
        concat('promise_', promise) as label,
        confidence
    from meta.read_messages
    where promise <> 'none'
    union all
    select
        messages.event_id,
        names.label as act,
        names.label,
        messages.confidence
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
        'automatic' as act,
        'automatic' as label,
        1 as confidence
    from messages_of_ours
    where is_automatic
)

select
    found.event_id,
    found.label,
    case when judged_acts.event_id is null then 'detected' else 'reviewed' end as source,
    case when judged_acts.event_id is null then found.confidence else 1 end as confidence,
    judged_acts.reviewer,
    judged_acts.reviewed_at
from found
left join judged_acts
    on
        found.event_id = judged_acts.event_id
        and found.act = judged_acts.act
left join canonical.text_labels as loaded
    on
        found.event_id = loaded.event_id
        and found.label = loaded.label
where loaded.event_id is null
