-- one row per fact beside the non-apologies: how many of the judged sentences a person has seen
with

utterances as (
    select
        apologies.event_id,
        coalesce(events.label_source, 'coded') <> 'detected' or count(labels.reviewer) > 0 as is_seen_by_a_person
    from chosen.non_apology_only as cases
    inner join apologies
        on
            cases.incident_id = apologies.incident_id
            and apologies.grade in ('specific', 'formulaic', 'non_apology')
            and cases.opened_at + interval 7 day >= apologies.apologised_at
    inner join visible_events as events
        on apologies.event_id = events.event_id
    left join canonical.text_labels as labels
        on apologies.event_id = labels.event_id
    where cases.state = 'counted'
    group by apologies.event_id, events.label_source
)

select
    'Apologies that a person graded or reviewed' as label,
    avg(case when is_seen_by_a_person then 1 else 0 end) as value,
    'percent' as unit,
    count(*) as count_cases,
    cast(null as varchar) as note
from utterances
