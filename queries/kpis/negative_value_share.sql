-- label: Customers we pay for
-- subject: the share of customers we pay for
-- question: How many customers cost more than they bring?
-- family: value
-- overview: 8
-- shape: ratio
-- unit: percent
-- better: down
-- clock: month
-- horizon: none
-- min_n: 50
-- uncertainty: wilson
-- additivity: snapshot
-- needs: account_month.revenue; account_cost.amount or settings.key=rate_per_hour
-- numerator: Customers whose revenue less cost of goods less cost to serve is below zero.
-- denominator: Customers with a revenue or cost row in the 12 complete months up to the end of the month.
-- excluded: Test accounts.
-- traps: New customers cost their start: look at those with at least 12 months (column has_been_12_months) apart. Our own failures create cost.
select
    concat(snapshots.customer_id, ':', cast(snapshots.month as varchar)) as case_id,
    snapshots.month,
    cast(null as timestamp) as matures_at,
    snapshots.incident_id,
    snapshots.customer_id,
    snapshots.team_id,
    snapshots.agent_id,
    snapshots.channel,
    snapshots.product,
    snapshots.segment,
    snapshots.cause_code,
    snapshots.severity,
    snapshots.justified,
    snapshots.language,
    snapshots.is_internal,
    snapshots.kind,
    case when round(snapshots.margin - snapshots.cost, 6) < 0 then 1 else 0 end as numerator,
    1 as denominator,
    snapshots.revenue,
    snapshots.cogs,
    snapshots.cost,
    snapshots.margin - snapshots.cost as net_value,
    tenures.first_start_on + interval 12 month <= snapshots.last_day as has_been_12_months
from value_snapshots as snapshots
left join customer_starts as tenures
    on snapshots.customer_id = tenures.customer_id
