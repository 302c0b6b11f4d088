-- one row per chosen customer with contacts in the 12 complete months: how many
select
    customers.customer_id,
    count(*) as count_contacts
from chosen.negative_value_share as customers
inner join complete_months as months
    on customers.month = months.month
inner join visible_incidents as incidents
    on customers.customer_id = incidents.customer_id
inner join contact_sessions as sessions
    on incidents.incident_id = sessions.incident_id
inner join calendar_months
    on
        sessions.started_at >= calendar_months.starts_at
        and sessions.started_at < calendar_months.ends_at
        and calendar_months.month_number between months.last_complete_month - 11 and months.last_complete_month
group by customers.customer_id
