-- label: Root cause known
-- question: How often did we find out why it happened?
-- family: resolution
-- shape: ratio
-- unit: percent
-- better: up
-- clock: opened
-- horizon: 14 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incidents.cause_verified; incidents.cause_code
-- numerator: Incidents whose cause was verified and is neither “other” nor “unknown”.
-- denominator: All complaints and critical incidents opened in the week for which it is recorded whether the cause was verified.
-- excluded: Incidents where the cause, or whether it was verified, is not recorded (unknown); questions and requests; incidents younger than 14 days.
-- traps: A value that the form fills in by itself fakes 100 %: be wary when one cause has more than 60 %.
select
    incident_id as case_id,
    opened_week as week,
    opened_at + interval 14 day as matures_at,
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
    case when cause_verified and cause_code not in ('other', 'unknown') then 1 else 0 end as numerator,
    case when (cause_verified and cause_code not in ('other', 'unknown')) is not null then 1 end as denominator,
    opened_at,
    cause_sub_code,
    cause_verified
from incident_facts
where is_complaint
