-- label: Reopen rate
-- question: How many of our fixes come back within 14 days?
-- family: resolution
-- shape: ratio
-- unit: percent
-- better: down
-- clock: claim
-- horizon: 14 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.event_type; incidents.resolved_at or incident_events.event_type=resolved
-- numerator: Claims after which the incident was reopened or disputed by the customer at most 14 days later.
-- denominator: All claims, that is distinct times at which a complaint or critical incident was called resolved in the week; one incident can have several.
-- excluded: Questions and requests; claims younger than 14 days.
-- traps: A customer who opens a new ticket instead is not seen here but in verified resolution.
select
    concat(claims.incident_id, ':', cast(claims.claimed_at as varchar)) as case_id,
    claims.claimed_week as week,
    claims.claimed_at + interval 14 day as matures_at,
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
    case when claims.is_undone then 1 else 0 end as numerator,
    1 as denominator,
    claims.claimed_at,
    claims.undone_at
from claims
inner join visible_incidents as incidents
    on claims.incident_id = incidents.incident_id
where incidents.is_complaint
