-- label: Revenue kept after a complaint
-- question: How much of their earlier revenue do customers bring in the three months after their first complaint?
-- family: recovery
-- shape: ratio
-- unit: ratio
-- better: up
-- clock: month
-- horizon: 92 d
-- min_n: 30
-- uncertainty: bootstrap
-- additivity: additive
-- needs: account_month.revenue; incidents.customer_id
-- numerator: Revenue of the three months after the month of the customer's first complaint; after a loss it is 0.
-- denominator: Revenue of the same customers in the three months before that month.
-- excluded: The month of the complaint itself; customers with a month missing while they were active (unknown, not 0); customers lost within 14 days; months less than three complete months ago.
-- traps: Seasons show here too: compare with customers without a complaint. Growth of a few large customers can hide the loss of many.
select
    cases.customer_id as case_id,
    cases.opened_month as month,
    revenue.matures_at,
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
    revenue.revenue_after as numerator,
    case when revenue.is_complete then revenue.revenue_before end as denominator,
    incidents.opened_at,
    cases.left_at
from recovery_cases as cases
inner join recovery_revenue as revenue
    on cases.incident_id = revenue.incident_id
inner join visible_incidents as incidents
    on cases.incident_id = incidents.incident_id
