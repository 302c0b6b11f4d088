-- label: Customer took more steps
-- question: In how many complaints did the customer take more steps than we did?
-- family: effort
-- shape: ratio
-- unit: percent
-- better: down
-- clock: opened
-- horizon: 14 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.event_type=message or incident_events.event_type=call or incident_events.event_type=visit; incident_events.actor_type or incident_events.direction
-- numerator: Incidents in which the customer took more steps (contacts, failed or unavailable self-service, phone menus, transfers) than we did (contacts by agents and managers, fixes) up to 14 days after opening.
-- denominator: Complaints and critical incidents opened in the week with at least one step on record.
-- excluded: Automatic receipts count nothing; messages that only say thanks; incidents with no step on record on either side (unknown); questions and requests; incidents younger than 14 days.
-- traps: Equal numbers are not more. Each step weighs the same, by convention. Only what is logged is seen.
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
    case when effort.customer_units > effort.company_units then 1 else 0 end as numerator,
    case when effort.customer_units > 0 or effort.company_units > 0 then 1 end as denominator,
    incidents.opened_at,
    effort.customer_units,
    effort.company_units
from visible_incidents as incidents
left join incident_effort as effort
    on incidents.incident_id = effort.incident_id
where incidents.is_complaint
