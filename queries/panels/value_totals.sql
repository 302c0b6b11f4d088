-- one row per time with us (12 months or more, less, not known): customers, amounts, and those below zero, of one $month
-- Of those below zero: how many have a judged complaint, and for how many most of these were our fault.
select
    customers.has_been_12_months,
    count(*) as count_customers,
    sum(customers.numerator) as count_below_zero,
    count(case when customers.revenue - customers.cogs <= 0 then 1 end) as count_without_margin,
    count(case when customers.revenue > customers.cogs and customers.cost <= 0 then 1 end) as count_without_cost,
    count(
        case when customers.numerator = 0 and customers.revenue > customers.cogs and customers.cost > 0 then 1 end
    ) as count_drawable_others,
    sum(customers.revenue) as revenue,
    sum(customers.cogs) as cogs,
    sum(customers.cost) as cost,
    sum(customers.net_value) as net_value,
    sum(case when customers.net_value < 0 then -customers.net_value else 0 end) as taken_back,
    count(case when customers.numerator = 1 and complaints.count_judged > 0 then 1 end) as count_judged,
    count(
        case when customers.numerator = 1 and 2 * complaints.count_our_fault > complaints.count_judged then 1 end
    ) as count_mostly_ours
from chosen.negative_value_share as customers
left join yearly_complaints as complaints
    on
        customers.customer_id = complaints.customer_id
        and complaints.month = $month
where customers.state = 'counted'
group by customers.has_been_12_months
order by customers.has_been_12_months desc nulls last
