-- one row per type of cost: what it came to in the 12 complete months, and how much of it is an estimate
select
    costs.cost_type,
    sum(costs.amount) as amount,
    sum(case when costs.source = 'estimated' then costs.amount else 0 end) as estimated,
    count(distinct costs.customer_id) as count_customers
from chosen.net_value_12m as customers
inner join complete_months as months
    on customers.month = months.month
inner join service_costs as costs
    on
        customers.customer_id = costs.customer_id
        and costs.month_number between months.last_complete_month - 11 and months.last_complete_month
where customers.state = 'counted'
group by costs.cost_type
order by amount desc, costs.cost_type
