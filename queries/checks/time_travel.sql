-- one row per row whose times contradict each other
select 'incidents' as table_name, incident_id as key, 'were resolved before they were opened' as message
from canonical.incidents where resolved_at < opened_at
union all
select 'incidents', incident_id, 'were closed before they were opened'
from canonical.incidents where closed_at < opened_at
union all
select 'incident_events', event.event_id, 'happened before their incident was opened'
from canonical.incident_events as event
inner join canonical.incidents as incident on incident.incident_id = event.incident_id
where event.event_at < incident.opened_at and event.event_type not in ('selfservice_attempt', 'ivr_session', 'wait')
union all
select 'incident_events', event_id, 'promise a time before the promise was made'
from canonical.incident_events where event_type = 'promise_made' and due_at < event_at
union all
select 'losses', loss.loss_id, 'say that a customer was lost before being acquired'
from canonical.losses as loss
inner join canonical.customers as customer on customer.customer_id = loss.customer_id
where loss.lost_at < customer.acquired_at
union all
select 'losses', loss_id, 'say that a customer was won back before being lost'
from canonical.losses where won_back_at < lost_at
union all
select 'customer_spells', customer_id, 'end before they start'
from canonical.customer_spells where end_at < start_at
union all
select 'interventions', intervention_id, 'were completed before they started'
from canonical.interventions where completed_at < started_at
union all
select 'agents', agent_id, 'are valid to a day before they are valid from'
from canonical.agents where valid_to < valid_from
