-- one row per customer with contacts, those with the most for what they bring first, at most $most_rows
select
    customers.customer_id,
    names.name,
    customers.segment,
    customers.count_contacts,
    customers.revenue,
    customers.own_index,
    coalesce(complaints.count_judged, 0) as count_judged,
    coalesce(complaints.count_our_fault, 0) as count_our_fault
from chosen.hassle_index as customers
left join canonical.customers as names
    on customers.customer_id = names.customer_id
left join yearly_complaints as complaints
    on
        customers.customer_id = complaints.customer_id
        and complaints.month = $month
where
    customers.state = 'counted'
    and customers.count_contacts > 0
order by customers.own_index desc, customers.customer_id
limit $most_rows
