-- one row: complaints, contacts, promises of ours that were due, and those broken, in the 12 months of the chosen customers
with

customers as (
    select
        snapshots.customer_id,
        months.last_complete_month
    from chosen.negative_value_share as snapshots
    inner join complete_months as months
        on snapshots.month = months.month
    where snapshots.state = 'counted'
),

contacts as (
    select count(*) as count_contacts
    from customers
    inner join visible_incidents as incidents
        on customers.customer_id = incidents.customer_id
    inner join contact_sessions as sessions
        on incidents.incident_id = sessions.incident_id
    inner join calendar_months
        on
            sessions.started_at >= calendar_months.starts_at
            and sessions.started_at < calendar_months.ends_at
    where calendar_months.month_number between customers.last_complete_month - 11 and customers.last_complete_month
),

due_promises as (
    select
        count(*) as count_due,
        count(case when not promises.is_kept then 1 end) as count_broken
    from customers
    inner join visible_incidents as incidents
        on customers.customer_id = incidents.customer_id
    inner join promises
        on incidents.incident_id = promises.incident_id
    inner join calendar_months
        on
            promises.due_at >= calendar_months.starts_at
            and promises.due_at < calendar_months.ends_at
    cross join parameters
    where
        calendar_months.month_number between customers.last_complete_month - 11 and customers.last_complete_month
        and promises.due_at < parameters.as_of
        and not promises.is_called_off
)

select
    contacts.count_contacts,
    due_promises.count_due,
    due_promises.count_broken
from contacts
cross join due_promises
