-- label: Dead ends in the phone menu
-- question: How often does the phone menu lead to nobody?
-- family: signs
-- shape: ratio
-- unit: percent
-- better: down
-- clock: event
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.event_type=ivr_session; incident_events.code
-- numerator: Of these, sessions sent round in circles or without a path to a human.
-- denominator: Sessions in the phone menu on complaints and critical incidents in the week.
-- excluded: Sessions whose outcome is not recorded (unknown); questions and requests.
-- traps: Hanging up before the end of the menu is no dead end here; the rows show those sessions with their outcome.
select
    sessions.event_id as case_id,
    sessions.happened_week as week,
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
    case when sessions.code in ('loop', 'no_human') then 1 else 0 end as numerator,
    case when sessions.code is not null then 1 end as denominator,
    sessions.event_at as session_at,
    sessions.code as outcome,
    sessions.duration_s
from local_events as sessions
inner join visible_incidents as incidents
    on sessions.incident_id = incidents.incident_id
where
    incidents.is_complaint
    and sessions.event_type = 'ivr_session'
