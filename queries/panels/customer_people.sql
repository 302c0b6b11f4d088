-- one row per person at the customer $customer_id, with the stance towards us
select
    contact_id,
    role,
    stance
from canonical.contacts
where customer_id = $customer_id
order by contact_id
