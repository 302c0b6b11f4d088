-- label: Incidents opened
-- question: How many incidents do customers open?
-- family: volume
-- shape: sum
-- unit: count
-- better: neutral
-- clock: opened
-- horizon: none
-- min_n: 1
-- uncertainty: none
-- additivity: additive
-- needs: incidents.opened_at
-- numerator: Incidents of all kinds opened in the week: complaints, critical incidents, questions, requests, feedback, and those without a kind.
-- denominator: None: a count.
-- excluded: Test accounts.
-- traps: More complaints may mean more trouble, more customers, or more courage to complain: it is not judged.
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
    1 as denominator,
    opened_at
from visible_incidents
