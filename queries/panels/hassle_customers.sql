-- one row per customer with contacts, those with the most for what they bring first, at most $most_rows
with

leading as (
    select
        customers.customer_id,
        customers.segment,
        customers.count_contacts,
        customers.revenue,
        customers.own_index,
        months.last_complete_month
    from chosen.hassle_index as customers
    inner join complete_months as months
        on customers.month = months.month
    where
        customers.state = 'counted'
        and customers.count_contacts > 0
    order by customers.own_index desc, customers.customer_id
    limit $most_rows
)

select
    leading.customer_id,
    names.name,
    leading.segment,
    leading.count_contacts,
    leading.revenue,
    leading.own_index,
    coalesce(sum(complaints.count_judged), 0) as count_judged,
    coalesce(sum(complaints.count_our_fault), 0) as count_our_fault
from leading
left join canonical.customers as names
    on leading.customer_id = names.customer_id
left join customer_complaint_months as complaints
    on
        leading.customer_id = complaints.customer_id
        and complaints.month_number between leading.last_complete_month - 11 and leading.last_complete_month
group by
    leading.customer_id,
    names.name,
    leading.segment,
    leading.count_contacts,
    leading.revenue,
    leading.own_index
order by leading.own_index desc, leading.customer_id
