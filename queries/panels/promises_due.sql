-- one row per chosen customer with promises of ours due in the 12 complete months: how many, and how many were broken
select
    customers.customer_id,
    count(*) as count_due,
    count(case when not promises.is_kept then 1 end) as count_broken
from chosen.negative_value_share as customers
inner join complete_months as months
    on customers.month = months.month
inner join visible_incidents as incidents
    on customers.customer_id = incidents.customer_id
inner join promises
    on incidents.incident_id = promises.incident_id
inner join calendar_months
    on
        promises.due_at >= calendar_months.starts_at
        and promises.due_at < calendar_months.ends_at
        and calendar_months.month_number between months.last_complete_month - 11 and months.last_complete_month
inner join parameters
    on promises.due_at < parameters.as_of
where not promises.is_called_off
group by customers.customer_id
