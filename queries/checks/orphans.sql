-- one row per row that names a key which its table does not hold; a table that was never loaded makes no orphans
select 'incidents' as table_name, incident.incident_id as key, 'name a team_id that is not in teams' as message
from canonical.incidents as incident
left join canonical.teams as known_teams on known_teams.team_id = incident.team_id
where known_teams.team_id is null and incident.team_id is not null
  and exists (select 1 from canonical.teams)
union all
select 'incidents', incident.incident_id, 'name an agent_id that is not in agents'
from canonical.incidents as incident
left join canonical.agents as known_agents on known_agents.agent_id = incident.agent_id
where known_agents.agent_id is null and incident.agent_id is not null
  and exists (select 1 from canonical.agents)
union all
select 'incident_events', event.event_id, 'name an incident_id that is not in incidents'
from canonical.incident_events as event
left join canonical.incidents as known_incidents on known_incidents.incident_id = event.incident_id
where known_incidents.incident_id is null and event.incident_id is not null
  and exists (select 1 from canonical.incidents)
union all
select 'interventions', intervention.intervention_id, 'name an incident_id that is not in incidents'
from canonical.interventions as intervention
left join canonical.incidents as known_incidents on known_incidents.incident_id = intervention.incident_id
where known_incidents.incident_id is null and intervention.incident_id is not null
  and exists (select 1 from canonical.incidents)
union all
select 'losses', loss.loss_id, 'name an evidence_incident_id that is not in incidents'
from canonical.losses as loss
left join canonical.incidents as known_incidents on known_incidents.incident_id = loss.evidence_incident_id
where known_incidents.incident_id is null and loss.evidence_incident_id is not null
  and exists (select 1 from canonical.incidents)
union all
select 'loss_reasons', reason.loss_id, 'name a loss_id that is not in losses'
from canonical.loss_reasons as reason
left join canonical.losses as known_losses on known_losses.loss_id = reason.loss_id
where known_losses.loss_id is null and reason.loss_id is not null
  and exists (select 1 from canonical.losses)
union all
select 'customers', customer.customer_id, 'name a parent_id that is not in customers'
from canonical.customers as customer
left join canonical.customers as known_customers on known_customers.customer_id = customer.parent_id
where known_customers.customer_id is null and customer.parent_id is not null
union all
select 'agents', agent.agent_id, 'name a team_id that is not in teams'
from canonical.agents as agent
left join canonical.teams as known_teams on known_teams.team_id = agent.team_id
where known_teams.team_id is null and agent.team_id is not null
  and exists (select 1 from canonical.teams)
union all
select 'text_labels', label.event_id, 'name an event_id that is not in incident_events'
from canonical.text_labels as label
left join canonical.incident_events as known_incident_events on known_incident_events.event_id = label.event_id
where known_incident_events.event_id is null and label.event_id is not null
  and exists (select 1 from canonical.incident_events)
