-- label: Full recovery
-- question: How many justified complaints get all three: an apology, a quick fix or a promise kept, and compensation offered?
-- family: recovery
-- shape: ratio
-- unit: percent
-- better: up
-- clock: opened
-- horizon: 14 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incidents.justified; incident_events.event_type=apology or incident_events.body; incidents.resolved_at or incident_events.event_type=resolved or incident_events.event_type=fix_delivered or incident_events.event_type=promise_fulfilled; incident_events.event_type=comp_offered
-- numerator: Incidents with a real apology within 14 days, a fix within 72 hours or a promise with a date kept within 14 days, and compensation offered within 14 days.
-- denominator: Justified or partly justified complaints and critical incidents opened in the week, on channels whose company-side text is captured.
-- excluded: Incidents on channels without captured text (unknown); complaints not found justified; incidents younger than 14 days.
-- traps: Look at how many of the parts (0 to 3) each complaint got. Strictly the apology should be made in a call: column has_apology_in_call.
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
    case when recovery.has_apology and recovery.has_fix and recovery.has_offer then 1 else 0 end as numerator,
    case when recovery.is_observed then 1 end as denominator,
    incidents.opened_at,
    recovery.has_apology,
    recovery.has_apology_in_call,
    recovery.has_fix,
    recovery.has_offer,
    recovery.count_parts
from visible_incidents as incidents
inner join incident_recovery as recovery
    on incidents.incident_id = recovery.incident_id
where incidents.justified in ('justified', 'partly')
