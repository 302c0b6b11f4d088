-- label: Net value, 12 months
-- question: What do customers leave us after the cost of serving them?
-- family: value
-- shape: sum
-- unit: money
-- better: up
-- clock: month
-- horizon: none
-- min_n: 20
-- uncertainty: none
-- additivity: snapshot
-- needs: account_month.revenue; account_cost.amount or settings.key=rate_per_hour
-- numerator: Revenue less cost of goods sold less cost to serve in the 12 complete months up to the end of the month.
-- denominator: None: it is a sum over the customers with a revenue or cost row in those months.
-- excluded: Test accounts.
-- traps: Not a customer lifetime value: it looks back only. Without cost of goods it rests on revenue; estimated costs are marked as estimated. Months overlap and must not be added up.
select
    concat(customer_id, ':', cast(month as varchar)) as case_id,
    month,
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
    margin - cost as numerator,
    1 as denominator,
    revenue,
    cogs,
    cost
from value_snapshots
