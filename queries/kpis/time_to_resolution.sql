-- label: Time to resolution
-- question: How long does it take until half of the complaints are solved for good?
-- family: resolution
-- shape: time_to_event
-- unit: days
-- better: down
-- clock: opened
-- horizon: none
-- min_n: 30
-- uncertainty: kaplan_meier
-- additivity: cases
-- final: never
-- needs: incidents.resolved_at or incident_events.event_type=resolved
-- numerator: Days from opening to the last claim that nothing has undone or denied so far and that came before any loss of the customer; the median by Kaplan and Meier.
-- denominator: All complaints and critical incidents opened in the week; without a standing claim they count as still open when the data end, also when the customer has left.
-- excluded: Questions and requests.
-- traps: The mean of closed tickets is wrong twice: it leaves out the open ones and forgets the reopened ones. A late reopening may change it, so it is never final.
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
    greatest(0, (epoch(coalesce(incidents.stands_at, parameters.as_of)) - epoch(incidents.opened_at)) / 86400.0)
        as duration,
    incidents.stands_at is not null as is_event,
    incidents.opened_at,
    incidents.stands_at,
    incidents.loss_takes_effect_at
from incident_facts as incidents
cross join parameters
where incidents.is_complaint
