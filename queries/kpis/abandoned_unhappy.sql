-- label: Unhappy and left alone
-- question: How many unhappy customers hear nothing from us for 30 days?
-- family: recovery
-- shape: ratio
-- unit: percent
-- better: down
-- clock: event
-- horizon: 30 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incidents.customer_id; incident_events.event_type=survey_answer or incident_events.event_type=customer_disputed or losses.lost_at; incident_events.event_type=message or incident_events.event_type=call or incident_events.event_type=visit or incident_events.event_type=callback
-- numerator: Customers whom nobody of us wrote to, called, visited or called back in the 30 days after their first sign of dissatisfaction.
-- denominator: Customers with a first sign of dissatisfaction in the week: satisfaction of 2 or less, a dispute of our claim, or a loss not known to be death, a move or the natural flow. Each customer once.
-- excluded: Signs less than 30 days old; answers on questions and requests. Automatic and marketing messages are no contact.
-- traps: Only signs that reached us are seen. A contact on any incident of the customer counts.
select
    signs.customer_id as case_id,
    signs.sign_week as week,
    signs.sign_at + interval 30 day as matures_at,
    incidents.incident_id,
    signs.customer_id,
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
    incidents.kind,
    case when signs.contacted_at is null then 1 else 0 end as numerator,
    1 as denominator,
    signs.sign,
    signs.sign_at,
    signs.contacted_at
from first_signs as signs
inner join visible_customers as customers
    on signs.customer_id = customers.customer_id
left join visible_incidents as incidents
    on signs.incident_id = incidents.incident_id
