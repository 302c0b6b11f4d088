-- one row per complaint with both answers on effort: what the customer said of the own effort and of ours, 1 to 5 each
select
    cases.incident_id,
    cases.customer_id,
    incidents.opened_at,
    cases.customer_effort,
    cases.company_effort,
    concat(cast(round(cases.customer_effort) as integer), ' to ', cast(round(cases.company_effort) as integer)) as part
from chosen.customer_more_effort as cases
inner join visible_incidents as incidents
    on cases.incident_id = incidents.incident_id
where cases.state = 'counted'
