-- label: Fitting compensation
-- question: Does what we offer fit what went wrong?
-- family: compensation
-- shape: ratio
-- unit: percent
-- better: up
-- clock: event
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- also_by: failure_type
-- needs: incident_events.event_type=comp_offered; incident_events.code; incidents.failure_type
-- numerator: Of these, offers whose kind fits the failure: money → refund or credit, product → replacement or repair, service → service done again, attention → personal attention.
-- denominator: Offers on complaints and critical incidents in the week whose kind and type of failure are known.
-- excluded: Offers without a kind, or on incidents without a type of failure (unknown); questions and requests.
-- traps: What fits is a table that can be changed (settings fitting_compensation.monetary and so on). A fitting offer goes with better outcomes; that is no proof of cause.
select
    offers.offer_id as case_id,
    offers.offered_week as week,
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
    case when fitting_compensation.offer_kind is null then 0 else 1 end as numerator,
    case when incidents.failure_type is not null and offers.offer_kind is not null then 1 end as denominator,
    offers.offered_at,
    incidents.failure_type,
    offers.offer_kind,
    offers.amount,
    offers.offering_agent_id,
    offers.offering_team_id
from offers
inner join visible_incidents as incidents
    on offers.incident_id = incidents.incident_id
left join fitting_compensation
    on
        incidents.failure_type = fitting_compensation.failure_type
        and offers.offer_kind = fitting_compensation.offer_kind
where incidents.is_complaint
