-- label: Unapproved compensation
-- question: How often is more offered than allowed, without approval?
-- family: compensation
-- shape: ratio
-- unit: percent
-- better: down
-- clock: event
-- horizon: none
-- min_n: 10
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.event_type=comp_offered; incident_events.amount; agents.comp_limit
-- numerator: Of these, offers without an approval at or before them by another person whose own limit then covered the amount.
-- denominator: Offers on complaints and critical incidents in the week, above the own limit of the one who offered at that time.
-- excluded: Offers up to the limit need no approval; offers without an amount, by somebody whose limit is not known, or approved in time by somebody whose limit is not known (unknown); questions and requests.
-- traps: A later approval does not count: the rows mark it as late (is_approved_late). Approving oneself does not count.
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
    case when offers.is_approved_in_time then 0 else 1 end as numerator,
    case when offers.is_approved_in_time is not null then 1 end as denominator,
    offers.offered_at,
    offers.amount,
    offers.own_limit,
    offers.offering_agent_id,
    offers.offering_team_id,
    offers.approved_at,
    offers.is_approved_in_time = false and offers.approved_at is not null as is_approved_late
from offers
inner join visible_incidents as incidents
    on offers.incident_id = incidents.incident_id
where
    incidents.is_complaint
    and coalesce(offers.is_above_limit, true)
