-- label: Incidents per 1,000 customers
-- question: How many incidents do 1,000 customers open in a week?
-- family: volume
-- shape: ratio
-- unit: per_1000
-- better: neutral
-- clock: opened
-- horizon: none
-- min_n: 200
-- uncertainty: poisson
-- additivity: additive
-- needs: incidents.customer_id; customers.acquired_at or customer_spells.start_at
-- numerator: Incidents of all kinds that these customers opened in the week; × 1,000.
-- denominator: Customers active on Monday: begun by that day, and not lost before it.
-- excluded: Incidents of customers not active on that Monday, or of nobody known; customers without a known first day (unknown); test accounts.
-- traps: More incidents may mean more trouble or more courage to complain: it is not judged. Broken down by anything but segment and language, a customer stands under the latest incident of the year before.
select
    concat(active.customer_id, ':', cast(active.week as varchar)) as case_id,
    active.week,
    cast(null as timestamp) as matures_at,
    active.incident_id,
    active.customer_id,
    active.team_id,
    active.agent_id,
    active.channel,
    active.product,
    active.segment,
    active.cause_code,
    active.severity,
    active.justified,
    active.language,
    active.is_internal,
    active.kind,
    coalesce(opened.count_incidents, 0) as numerator,
    case when active.is_start_known then 1 end as denominator
from customer_weeks as active
left join (
    select
        customer_id,
        opened_week,
        count(*) as count_incidents
    from visible_incidents
    where customer_id is not null
    group by customer_id, opened_week
) as opened
    on
        active.customer_id = opened.customer_id
        and active.week = opened.opened_week
