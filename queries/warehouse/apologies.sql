-- one row per utterance of apology by a person of the company, with its grade
-- Coded events win: where an incident has one, its detected apologies are ignored. No code = formulaic.
with

company_apologies as (
    select
        event_id,
        incident_id,
        event_at as apologised_at,
        coalesce(code, 'formulaic') as grade,
        coalesce(label_source, 'coded') <> 'detected' as is_coded
    from visible_events
    where
        event_type = 'apology'
        and actor_type in ('agent', 'manager')
),

coded_incidents as (
    select distinct incident_id
    from canonical.incident_events
    where
        event_type = 'apology'
        and coalesce(label_source, 'coded') <> 'detected'
)

select
    company_apologies.event_id,
    company_apologies.incident_id,
    company_apologies.apologised_at,
    company_apologies.grade,
    company_apologies.grade in ('specific', 'formulaic') as is_real
from company_apologies
left join coded_incidents
    on company_apologies.incident_id = coded_incidents.incident_id
where
    company_apologies.is_coded
    or coded_incidents.incident_id is null
