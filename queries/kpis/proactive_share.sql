-- label: Found by us first
-- question: How many problems do we find before the customer tells us?
-- family: recovery
-- shape: ratio
-- unit: percent
-- better: up
-- clock: opened
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incidents.detected_by=company or incidents.detected_by=callback_survey or incidents.detected_by=social or incidents.detected_by=regulator
-- numerator: Incidents that the company or a callback survey found first.
-- denominator: Complaints and critical incidents opened in the week.
-- excluded: Questions and requests; incidents for which it is not known who found them (unknown).
-- traps: A campaign of calls raises the number of complaints: annotate it, do not punish it. An empty field counts as found by the customer.
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
    case when detected_by in ('company', 'callback_survey') then 1 else 0 end as numerator,
    case when detected_by is not null then 1 end as denominator,
    opened_at,
    detected_by
from visible_incidents
where is_complaint
