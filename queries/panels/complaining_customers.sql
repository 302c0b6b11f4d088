-- one row per customer, those with the most complaints opened in the weeks first, at most $most
select
    incidents.customer_id,
    max(customers.name) as name,
    max(incidents.segment) as segment,
    count(*) as count_complaints
from chosen.incident_facts as incidents
left join canonical.customers as customers
    on incidents.customer_id = customers.customer_id
where
    incidents.is_complaint
    and incidents.customer_id is not null
group by incidents.customer_id
order by count_complaints desc, incidents.customer_id
limit $most
