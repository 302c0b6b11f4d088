-- one row per apology, promise, offer and explanation that was read in a message and may count as an event
-- Only where the act is found well enough in the language, or a person said so; and in no incident in which the files
-- have an event of that type.
with

acts as (
    select
        event_id,
        language,
        'apology' as act,
        'apology' as event_type,
        grade as code,
        cast(null as timestamp) as due_at,
        cast(null as date) as due_date,
        confidence
    from meta.read_messages
    where grade <> 'none'
    union all
    select
        event_id,
        language,
        'promise' as act,
        'promise_made' as event_type,
        cast(null as varchar) as code,
        due_at,
        due_date,
        confidence
    from meta.read_messages
    where promise <> 'none'
    union all
    select
        event_id,
        language,
        'compensation' as act,
        'comp_offered' as event_type,
        cast(null as varchar) as code,
        cast(null as timestamp) as due_at,
        cast(null as date) as due_date,
        confidence
    from meta.read_messages
    where compensation
    union all
    select
        event_id,
        language,
        'explanation' as act,
        'explanation' as event_type,
        cast(null as varchar) as code,
        cast(null as timestamp) as due_at,
        cast(null as date) as due_date,
        confidence
    from meta.read_messages
    where explanation
),

coded as (
    select distinct
        incident_id,
        event_type
    from canonical.incident_events
    where event_type in ('apology', 'promise_made', 'comp_offered', 'explanation')
)

select
    concat(acts.event_id, '#', acts.act) as event_id,
    messages.incident_id,
    messages.event_at,
    acts.event_type,
    messages.actor_type,
    messages.actor_id,
    messages.team_id,
    messages.channel,
    'outbound' as direction,
    acts.code,
    acts.due_at,
    acts.due_date,
    case when judged_acts.event_id is null then 'detected' else 'reviewed' end as label_source,
    case when judged_acts.event_id is null then acts.confidence else 1 end as confidence
from acts
inner join canonical.incident_events as messages
    on acts.event_id = messages.event_id
left join coded
    on
        messages.incident_id = coded.incident_id
        and acts.event_type = coded.event_type
left join judged_acts
    on
        acts.event_id = judged_acts.event_id
        and acts.act = judged_acts.act
left join trusted_acts
    on
        acts.language = trusted_acts.language
        and acts.act = trusted_acts.act
where
    coded.incident_id is null
    and (trusted_acts.language is not null or judged_acts.event_id is not null)
