-- label: Handled well, by process
-- question: How many complaints went right in every step that we can see?
-- family: resolution
-- shape: ratio
-- unit: percent
-- better: up
-- clock: opened
-- horizon: 28 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incidents.resolved_at or incident_events.event_type=resolved; incident_events.event_type; incidents.justified; incident_events.body or incident_events.event_type=apology
-- numerator: Incidents with a verified resolution within 14 days, no promise broken within 28 days, a real apology within 7 days where the complaint was justified, no silent wait and no blind transfer.
-- denominator: All complaints and critical incidents opened in the week.
-- excluded: Incidents where everything else went right but it is not known whether an apology was owed or given, or whether a wait was silent (unknown); questions and requests; incidents younger than 28 days.
-- traps: A composite: look at its parts, which stand beside each case. Not comparable with the share of satisfied customers in surveys.
with

judged_incidents as (
    select
        incidents.*,
        parts.is_verified,
        parts.has_broken_promise,
        parts.is_apology_settled,
        parts.has_silent_wait,
        parts.has_blind_transfer,
        parts.is_verified
        and not parts.has_broken_promise
        and parts.is_apology_settled
        and not parts.has_silent_wait
        and not parts.has_blind_transfer as is_handled_well
    from handling_parts as parts
    inner join incident_facts as incidents
        on parts.incident_id = incidents.incident_id
)

select
    incident_id as case_id,
    opened_week as week,
    opened_at + interval 28 day as matures_at,
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
    case when is_handled_well then 1 else 0 end as numerator,
    case when is_handled_well is not null then 1 end as denominator,
    opened_at,
    is_verified,
    has_broken_promise,
    is_apology_settled,
    has_silent_wait,
    has_blind_transfer
from judged_incidents
