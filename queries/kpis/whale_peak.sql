-- label: Whale peak
-- question: How much of the profit do the best customers make, before the others eat it up?
-- family: value
-- shape: reduced
-- unit: ratio
-- better: neutral
-- clock: month
-- horizon: none
-- min_n: 50
-- uncertainty: none
-- additivity: snapshot
-- needs: account_month.revenue; account_cost.amount or settings.key=rate_per_hour
-- numerator: Net value of the customers up to the peak: sorted from the most valuable down, added up as long as it rises, that is the sum of all positive net values.
-- denominator: Net value of all customers in the 12 complete months up to the end of the month; where it is zero or less there is no ratio, only the amounts.
-- excluded: Test accounts.
-- traps: 20 % of the customers may make 140 % of the profit. A high peak is no verdict on anybody: our own failures create cost.
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
