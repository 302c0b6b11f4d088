-- label: Backlog
-- question: How many complaints are open at the end of the week?
-- family: resolution
-- shape: sum
-- unit: count
-- better: down
-- clock: snapshot
-- horizon: none
-- min_n: 20
-- uncertainty: poisson
-- additivity: snapshot
-- needs: incidents.resolved_at or incident_events.event_type=resolved
-- numerator: Complaints and critical incidents open at the end of the week: not called resolved yet, or their last claim reopened, disputed or denied by then. Those opened more than 14 days before are marked as overdue.
-- denominator: None: it is a count.
-- excluded: Questions and requests. A loss of the customer closes nothing; a claim after it does.
-- traps: Weeks must not be added up. It is rebuilt from the changes of state: today's status cannot tell the past.
with

week_ends as (
    select
        incident_id,
        open_from,
        unnest(generate_series(first_week, last_week, interval 7 day)) as week
    from open_spells
)

select
    concat(incidents.incident_id, ':', cast(calendar_weeks.week as varchar)) as case_id,
    calendar_weeks.week,
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
    1 as numerator,
    1 as denominator,
    incidents.opened_at,
    week_ends.open_from,
    least(calendar_weeks.ends_at, parameters.as_of) > incidents.opened_at + interval 14 day as is_overdue
from week_ends
cross join parameters
inner join calendar_weeks
    on cast(week_ends.week as date) = calendar_weeks.week
inner join visible_incidents as incidents
    on week_ends.incident_id = incidents.incident_id
