-- label: Effort ratio, as observed
-- question: How many steps does a customer take for each step of ours?
-- family: effort
-- shape: ratio
-- unit: ratio
-- better: down
-- clock: opened
-- horizon: 14 d
-- min_n: 20
-- uncertainty: bootstrap
-- additivity: additive
-- needs: incident_events.event_type=message or incident_events.event_type=call or incident_events.event_type=visit; incident_events.actor_type or incident_events.direction
-- numerator: Steps of the customer up to 14 days after opening: contacts (messages, calls and visits at most 30 minutes apart are one), failed or unavailable self-service, phone menus, transfers endured.
-- denominator: Our steps in the same time: contacts by agents and managers counted the same way, and fixes delivered, over complaints and critical incidents opened in the week.
-- excluded: Automatic receipts count nothing; messages that only say thanks; incidents with no step on record on either side (unknown); questions and requests; incidents younger than 14 days.
-- traps: Each step weighs the same, by convention. Incidents without any step of ours stay in the sum; where we did nothing at all there is no ratio, only the share of customers who did more.
select
    incidents.incident_id as case_id,
    incidents.opened_week as week,
    incidents.opened_at + interval 14 day as matures_at,
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
    effort.customer_units as numerator,
    case when effort.customer_units > 0 or effort.company_units > 0 then effort.company_units end as denominator,
    incidents.opened_at,
    effort.customer_units,
    effort.company_units
from visible_incidents as incidents
left join incident_effort as effort
    on incidents.incident_id = effort.incident_id
where incidents.is_complaint
