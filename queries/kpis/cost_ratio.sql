-- label: Cost against value
-- question: How much of what customers bring does it cost to serve them?
-- family: value
-- shape: ratio
-- unit: ratio
-- better: down
-- clock: month
-- horizon: none
-- min_n: 20
-- uncertainty: bootstrap
-- additivity: snapshot
-- needs: account_month.revenue; account_cost.amount or settings.key=rate_per_hour
-- numerator: Cost to serve in the 12 complete months up to the end of the month.
-- denominator: Revenue less cost of goods sold in the same 12 months.
-- excluded: Test accounts. Customers whose margin is zero or negative stay in both sums; only their own ratio is undefined.
-- traps: Our own failures create cost: read it beside the justified share. Estimated costs (minutes at an hourly rate) are marked as estimated.
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
    cost as numerator,
    margin as denominator,
    revenue,
    cogs,
    case when margin > 0 then cost / margin end as own_ratio
from value_snapshots
