-- one row per intervention on the customer $customer_id begun by as_of
select
    interventions.intervention_id,
    interventions.incident_id,
    interventions.type as intervention,
    interventions.level,
    interventions.started_at,
    interventions.completed_at,
    cast(interventions.cost as double) as cost,
    interventions.cost_bearer,
    interventions.assigned_by
from canonical.interventions as interventions
inner join parameters
    on interventions.started_at <= parameters.as_of
where
    interventions.customer_id = $customer_id
    and coalesce(interventions.type <> 'none', true)
order by interventions.started_at, interventions.intervention_id
