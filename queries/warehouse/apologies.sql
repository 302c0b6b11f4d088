-- one row per utterance of apology by a person of the company, with its grade
-- Coded events win: where an incident has one, its detected apologies are ignored. No code = formulaic. The company's
-- setting apology_min_grade = sympathy lets words of sympathy count as real apologies too.
with

company_apologies as (
    select
        event_id,
        incident_id,
        event_at as apologised_at,
        channel as apology_channel,
        coalesce(code, 'formulaic') as grade,
        coalesce(label_source, 'coded') <> 'detected' as is_coded
    from visible_events
    where
        event_type = 'apology'
        and actor_type in ('agent', 'manager')
)

select
    company_apologies.event_id,
    company_apologies.incident_id,
    company_apologies.apologised_at,
    company_apologies.apology_channel,
    company_apologies.grade,
    company_apologies.grade in ('specific', 'formulaic')
    or (company_apologies.grade = 'sympathy' and coalesce(settings.value = 'sympathy', false)) as is_real
from company_apologies
left join current_settings as settings
    on settings.key = 'apology_min_grade'
left join coded_types
    on
        company_apologies.incident_id = coded_types.incident_id
        and coded_types.event_type = 'apology'
where
    company_apologies.is_coded
    or coded_types.incident_id is null
