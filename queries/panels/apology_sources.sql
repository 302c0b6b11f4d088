-- one row per page: complaints with an apology that was coded or read in a text, under the filters; the lowest grade
select
    sum(sources.is_coded) as count_coded,
    sum(1 - sources.is_coded) as count_read,
    (
        select max(settings.value)
        from current_settings as settings
        where settings.key = 'apology_min_grade'
    ) as lowest_grade
from (
    select
        incidents.incident_id,
        max(case
            when events.event_id like '%#apology' or events.label_source = 'detected' then 0
            else 1
        end) as is_coded
    from chosen.incident_facts as incidents
    inner join apologies
        on incidents.incident_id = apologies.incident_id
    inner join visible_events as events
        on apologies.event_id = events.event_id
    group by incidents.incident_id
) as sources
