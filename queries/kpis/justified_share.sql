-- label: Justified complaints
-- question: How many complaints turn out to be right?
-- family: resolution
-- shape: ratio
-- unit: percent
-- better: neutral
-- clock: opened
-- horizon: 28 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incidents.justified
-- numerator: Incidents judged justified or partly justified.
-- denominator: All complaints and critical incidents opened in the week that have been judged.
-- excluded: Complaints not judged, or judged undetermined (unknown); questions and requests; incidents younger than 28 days.
-- traps: Not a target for anybody's performance. Rejected with a gesture of goodwill stays rejected. Judgements come late, so past weeks may be revised.
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
    case when justified in ('justified', 'partly') then 1 else 0 end as numerator,
    case when justified in ('justified', 'partly', 'unjustified') then 1 end as denominator,
    opened_at
from incident_facts
where is_complaint
