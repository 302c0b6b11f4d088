-- label: Causes
-- question: What do customers complain about?
-- family: resolution
-- page_weeks: 13
-- shape: distribution
-- unit: distribution
-- better: neutral
-- clock: opened
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- category: cause_code
-- needs: incidents.cause_code
-- numerator: Incidents with this main cause.
-- denominator: All complaints and critical incidents opened in the week whose main cause is known.
-- excluded: Incidents without a cause or with the cause “unknown” (unknown); questions and requests.
-- traps: Each incident counts with its main cause only. The commonest cause need not be the costliest, nor the one that drives customers away.
select
    incident_id as case_id,
    opened_week as week,
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
    case when cause_code <> 'unknown' then 1 end as denominator,
    opened_at,
    cause_sub_code
from incident_facts
where is_complaint
