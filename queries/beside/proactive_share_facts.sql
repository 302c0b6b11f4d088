-- one row per fact beside what we find first: how many of today's customers we called in these weeks to ask
with

called as (
    select distinct incidents.customer_id
    from chosen.incident_facts as incidents
    left join visible_events as events
        on
            incidents.incident_id = events.incident_id
            and events.event_type = 'callback'
    where
        incidents.customer_id is not null
        and (events.event_id is not null or incidents.detected_by = 'callback_survey')
),

active as (
    select distinct runs.customer_id
    from chosen.customer_runs as runs
    inner join (select max(week_number) as week_number from week_ends) as last_weeks
        on runs.last_week_number >= last_weeks.week_number
)

select
    'Customers of today whom we called' as label,
    avg(case when called.customer_id is null then 0 else 1 end) as value,
    'percent' as unit,
    count(*) as count_cases,
    cast(null as varchar) as note
from active
left join called
    on active.customer_id = called.customer_id
