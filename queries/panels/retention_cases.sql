-- one row per customer with a first complaint: what was done, whether and how the customer can leave, and how long it stayed
-- Watched for a year from the landmark; longer does not change any share up to then.
select
    cases.incident_id,
    cases.customer_id,
    cases.opened_at,
    cases.handling,
    case
        when cases.lock_in in ('contract', 'monopoly') then 'captive'
        when cases.lock_in = 'none' then 'free'
    end as captivity,
    customers.contact_preference,
    least(cases.duration, 365) as days,
    cases.is_event and cases.duration <= 365 as has_left
from chosen.retention_after_incident as cases
inner join canonical.customers as customers
    on cases.customer_id = customers.customer_id
where cases.state = 'counted'
