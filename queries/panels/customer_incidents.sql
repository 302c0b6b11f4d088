-- one row per incident of the customer $customer_id that had been opened by as_of
select incident_id
from visible_incidents
where customer_id = $customer_id
