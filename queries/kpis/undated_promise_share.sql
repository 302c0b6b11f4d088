-- label: Promises without a date
-- question: How many of our promises do not say by when?
-- family: promises
-- shape: ratio
-- unit: percent
-- better: down
-- clock: made
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.event_type=promise_made
-- numerator: Of these, promises with neither a time nor a day.
-- denominator: Our promises on complaints and critical incidents made in the week; a promise repeated under the same reference counts once, as first made.
-- excluded: Promises found in the text whose date could not be read (unknown); promises of customers; questions and requests.
-- traps: Where promises are only found in texts, the share depends on how well dates are read.
select
    promises.promise_id as case_id,
    promises.made_week as week,
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
    case when promises.is_dated then 0 else 1 end as numerator,
    case when promises.is_dated or promises.is_date_read then 1 end as denominator,
    promises.made_at,
    promises.is_detected,
    promises.payer,
    promises.actor_id,
    promises.actor_team_id
from promises
inner join visible_incidents as incidents
    on promises.incident_id = incidents.incident_id
where incidents.is_complaint
