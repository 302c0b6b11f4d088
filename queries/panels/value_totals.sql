-- one row per time with us (12 months or more, less, not known): customers, amounts, and those below zero
-- Most of a customer's judged complaints of the same 12 months were our fault, or were not, or none was judged.
with

below_zero as (
    select
        customers.customer_id,
        customers.month,
        sum(complaints.count_judged) as count_judged,
        sum(complaints.count_our_fault) as count_our_fault
    from chosen.negative_value_share as customers
    inner join complete_months as months
        on customers.month = months.month
    inner join customer_complaint_months as complaints
        on
            customers.customer_id = complaints.customer_id
            and complaints.month_number between months.last_complete_month - 11 and months.last_complete_month
    where customers.numerator = 1
    group by customers.customer_id, customers.month
)

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
    count(case when below_zero.count_judged > 0 then 1 end) as count_judged,
    count(case when 2 * below_zero.count_our_fault > below_zero.count_judged then 1 end) as count_mostly_ours
from chosen.negative_value_share as customers
left join below_zero
    on
        customers.customer_id = below_zero.customer_id
        and customers.month = below_zero.month
where customers.state = 'counted'
group by customers.has_been_12_months
order by customers.has_been_12_months desc nulls last
