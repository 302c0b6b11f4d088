-- label: Customer contacts
-- question: How often do customers contact us?
-- family: volume
-- shape: sum
-- unit: count
-- better: neutral
-- clock: event
-- horizon: none
-- min_n: 1
-- uncertainty: none
-- additivity: additive
-- needs: incident_events.event_type=message or incident_events.event_type=call or incident_events.event_type=visit; incident_events.actor_type or incident_events.direction
-- numerator: Contacts in the week, on incidents of all kinds: messages, calls and visits of customers; those at most 30 minutes after the one before belong to the same contact.
-- denominator: None: a count.
-- excluded: Messages that only say thanks; test accounts.
-- traps: Contacts are counted in the week they begin, not in the week the incident was opened.
select
    concat(contacts.incident_id, ':', cast(contacts.contact_number as varchar)) as case_id,
    contacts.contact_week as week,
    cast(null as timestamp) as matures_at,
    incidents.incident_id,
    incidents.customer_id,
    incidents.team_id,
    incidents.agent_id,
    incidents.channel,
    incidents.product,
    incidents.segment,
    incidents.cause_code,
    incidents.severity,
    incidents.justified,
    incidents.language,
    incidents.is_internal,
    incidents.kind,
    1 as numerator,
    1 as denominator,
    contacts.started_at,
    contacts.ended_at,
    contacts.count_events
from contact_sessions as contacts
inner join visible_incidents as incidents
    on contacts.incident_id = incidents.incident_id
