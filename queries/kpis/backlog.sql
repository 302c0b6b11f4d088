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

open_complaints as (
    select
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
        incidents.opened_at,
        spells.open_from,
        spells.first_week,
        spells.last_week,
        spells.overdue_week,
        spells.overdue_from < parameters.as_of as is_overdue_now
    from open_spells as spells
    inner join visible_incidents as incidents
        on spells.incident_id = incidents.incident_id
    cross join parameters
),

week_ends as (
    select
        *,
        cast(unnest(generate_series(first_week, last_week, interval 7 day)) as date) as week
    from open_complaints
)

select
    concat(incident_id, ':', cast(week as varchar)) as case_id,
    week,
    cast(null as timestamp) as matures_at,
    incident_id,
    customer_id,
    team_id,
    agent_id,
    channel,
    product,
    segment,
    cause_code,
    severity,
    justified,
    language,
    is_internal,
    kind,
    1 as numerator,
    1 as denominator,
    opened_at,
    open_from,
    is_overdue_now and week >= overdue_week as is_overdue
from week_ends
