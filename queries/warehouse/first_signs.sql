-- one row per customer with a sign of dissatisfaction: the first, and the first human contact by us in the 30 days after it
-- Contact = an outbound message, call or visit by an agent or manager, or a callback, on any incident of the customer.
with

numbered_signs as (
    select
        satisfaction_signs.*,
        row_number() over (
            partition by customer_id
            order by sign_at, incident_id, sign
        ) as sign_number
    from satisfaction_signs
    where is_dissatisfied
),

incidents_of_customers as (
    select
        signs.customer_id,
        signs.sign_at,
        incidents.incident_id
    from numbered_signs as signs
    inner join visible_incidents as incidents
        on signs.customer_id = incidents.customer_id
    where signs.sign_number = 1
),

company_contacts as (
    select
        incident_id,
        event_at as contacted_at
    from contact_events
    where is_from_company
    union all
    select
        incident_id,
        event_at as contacted_at
    from visible_events
    where
        event_type = 'callback'
        and coalesce(actor_type in ('agent', 'manager'), true)
),

first_contacts as (
    select
        incidents_of_customers.customer_id,
        min(
            case
                when
                    company_contacts.contacted_at > incidents_of_customers.sign_at
                    and company_contacts.contacted_at <= incidents_of_customers.sign_at + interval 30 day
                    then company_contacts.contacted_at
            end
        ) as contacted_at
    from incidents_of_customers
    inner join company_contacts
        on incidents_of_customers.incident_id = company_contacts.incident_id
    group by incidents_of_customers.customer_id
)

select
    signs.customer_id,
    signs.incident_id,
    signs.sign,
    signs.sign_at,
    signs.sign_week,
    first_contacts.contacted_at
from numbered_signs as signs
left join first_contacts
    on signs.customer_id = first_contacts.customer_id
where signs.sign_number = 1
