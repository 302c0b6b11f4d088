-- one row per run of Mondays of a customer (customer_stretches), with the dimensions of its latest incident
-- stored: view
select
    stretches.customer_id,
    stretches.start_week_number,
    stretches.is_start_known,
    stretches.first_week_number,
    stretches.last_week_number,
    stretches.full_loss_id,
    stretches.last_complaint_at,
    stretches.incident_id,
    incidents.team_id,
    incidents.agent_id,
    incidents.channel,
    incidents.product,
    customers.segment,
    incidents.cause_code,
    incidents.severity,
    incidents.justified,
    coalesce(incidents.language, customers.language) as language,
    customers.is_internal,
    incidents.kind
from customer_stretches as stretches
inner join visible_customers as customers
    on stretches.customer_id = customers.customer_id
left join visible_incidents as incidents
    on stretches.incident_id = incidents.incident_id
