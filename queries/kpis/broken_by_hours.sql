-- label: Lateness of broken promises
-- question: When we break a promise, how late are we?
-- family: promises
-- shape: time_to_event
-- unit: hours
-- better: down
-- clock: due
-- horizon: none
-- min_n: 20
-- uncertainty: kaplan_meier
-- additivity: cases
-- final: never
-- needs: incident_events.event_type=promise_made; incident_events.due_at or incident_events.due_date
-- numerator: Hours from the time due to fulfilment; the median by Kaplan and Meier.
-- denominator: Broken promises on complaints and critical incidents that fell due in the week; those never fulfilled count as still late when the data end.
-- excluded: Promises kept, without a date, not due yet, or called off by the customer in time; questions and requests.
-- traps: The median of the late but fulfilled ones alone hides those never kept. “Not reached” is an answer: fewer than half were ever fulfilled. A late fulfilment may still change it, so it is never final.
select
    promises.promise_id as case_id,
    promises.due_week as week,
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
    (epoch(coalesce(promises.fulfilled_at, parameters.as_of)) - epoch(promises.due_at)) / 3600.0 as duration,
    promises.fulfilled_at is not null as is_event,
    promises.made_at,
    promises.due_at,
    promises.fulfilled_at,
    promises.count_moves,
    promises.payer,
    promises.actor_id,
    promises.actor_team_id
from promises
inner join visible_incidents as incidents
    on promises.incident_id = incidents.incident_id
inner join parameters
    on promises.due_at <= parameters.as_of
where
    incidents.is_complaint
    and not promises.is_kept
    and not promises.is_called_off
