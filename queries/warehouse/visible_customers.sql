-- one row per customer; test accounts are left out everywhere by joining here
-- stored: view
select
    customer_id,
    segment,
    language,
    coalesce(is_internal, false) as is_internal,
    acquired_at,
    lock_in
from canonical.customers
where not coalesce(test_account, false)
