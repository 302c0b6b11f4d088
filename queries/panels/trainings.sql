-- one row per day, type and team of what was done for a whole team by the cut-off (training, for instance): notes on charts
-- The team is that of the incident that it answers; empty = not on record.
select
    replace(interventions.type, '_', ' ') as text,
    incidents.team_id,
    min(interventions.started_at) as created_at
from canonical.interventions as interventions
left join visible_incidents as incidents
    on interventions.incident_id = incidents.incident_id
where
    interventions.started_at <= (select as_of from parameters)
    and (interventions.type = 'staff_training' or interventions.level = 'team')
group by interventions.type, incidents.team_id, cast(interventions.started_at as date)
order by created_at, text, incidents.team_id
