-- label: Customers without trouble
-- question: How many customers had no reason to complain in the last 90 days?
-- family: people
-- shape: ratio
-- unit: percent
-- better: up
-- clock: snapshot
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: snapshot
-- needs: incidents.customer_id; customers.acquired_at or customer_spells.start_at
-- numerator: Customers without a complaint or critical incident opened in the 90 days before the end of the week.
-- denominator: Customers active at the end of the week: begun before it and not lost by then.
-- excluded: Customers without a known first day (unknown). Questions and requests are no trouble.
-- traps: Only as good as our ears: in one case of three the company never hears of it. Weeks must not be added up.
select
    concat(customer_id, ':', cast(week as varchar)) as case_id,
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
    case when coalesce(last_complaint_at >= measured_at - interval 90 day, false) then 0 else 1 end as numerator,
    case when is_start_known then 1 end as denominator,
    last_complaint_at
from customer_week_ends
