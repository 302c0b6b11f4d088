-- label: Self-service failed first
-- question: How many customers complained after trying in vain to help themselves?
-- family: effort
-- shape: ratio
-- unit: percent
-- better: down
-- clock: opened
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.event_type=selfservice_attempt; incident_events.code
-- numerator: Of these, incidents with an attempt that failed or was not available in the 24 hours before opening.
-- denominator: Complaints and critical incidents opened in the week with attempts at self-service on record.
-- excluded: Incidents without any attempt on record, or whose attempt has no outcome (unknown: nothing logged is not the same as no attempt); questions and requests.
-- traps: The published 40 % is a share of service professionals who name this challenge, not of customers: it is no target.
select
    incidents.incident_id as case_id,
    incidents.opened_week as week,
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
    case when attempts.has_failed_before then 1 else 0 end as numerator,
    case when attempts.has_failed_before is not null then 1 end as denominator,
    incidents.opened_at,
    attempts.count_attempts_before
from visible_incidents as incidents
left join incident_selfservice as attempts
    on incidents.incident_id = attempts.incident_id
where incidents.is_complaint
