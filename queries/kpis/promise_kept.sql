-- label: Promises kept
-- subject: the share of promises kept
-- question: Do we do what we said we would, by when we said?
-- family: promises
-- overview: 6
-- shape: ratio
-- unit: percent
-- better: up
-- clock: due
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.event_type=promise_made; incident_events.due_at or incident_events.due_date
-- numerator: Of these, promises fulfilled at or before the time due (to the second; a promised day lasts until its local midnight).
-- denominator: Our promises on complaints and critical incidents that fell due in the week: the time first promised, or one agreed with the customer at or before the time then in force.
-- excluded: Promises without a date, and those that were only read in a message, of which nobody noted whether they were kept; promises the customer called off at or before the time due; promises of customers; promises not due yet; questions and requests.
-- traps: A promise moved without consent, or after it was due, is broken. One fulfilled early counts only when its time has come.
select
    promises.promise_id as case_id,
    promises.due_week as week,
    promises.due_at as matures_at,
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
    case when promises.is_kept then 1 else 0 end as numerator,
    1 as denominator,
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
where
    incidents.is_complaint
    and promises.due_at is not null
    and not promises.is_called_off
