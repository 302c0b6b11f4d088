-- label: Fixed or dated within a day
-- question: How many customers get a fix or a promise with a date within 24 hours?
-- family: promises
-- shape: ratio
-- unit: percent
-- better: up
-- clock: opened
-- horizon: 7 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incidents.resolved_at or incident_events.event_type=resolved or incident_events.event_type=fix_delivered or incident_events.event_type=promise_made
-- numerator: Incidents called resolved, with a fix delivered, or with a promise of ours that names a time or day, at most 24 hours after opening.
-- denominator: All complaints and critical incidents opened in the week.
-- excluded: Questions and requests; incidents younger than 7 days.
-- traps: A promise that is broken later still counts here: read it with promises kept.
select
    incidents.incident_id as case_id,
    incidents.opened_week as week,
    incidents.opened_at + interval 7 day as matures_at,
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
    case
        when incidents.fixed_at <= incidents.opened_at + interval 24 hour then 1
        when incidents.first_dated_promise_at <= incidents.opened_at + interval 24 hour then 1
        else 0
    end as numerator,
    1 as denominator,
    incidents.opened_at,
    incidents.fixed_at,
    incidents.first_dated_promise_at
from incident_facts as incidents
where incidents.is_complaint
