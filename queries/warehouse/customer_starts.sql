-- one row per customer with a known start: the first day of the first stretch as a customer
-- stored: view
select
    customer_id,
    min(start_on) as first_start_on
from visible_spells
group by customer_id
