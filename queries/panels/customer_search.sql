-- one row per customer whose name or id holds $text, at most $most
select
    customer_id,
    name,
    segment,
    country
from canonical.customers
where
    not coalesce(test_account, false)
    and (contains(lower(name), lower($text)) or contains(lower(customer_id), lower($text)))
order by lower(customer_id) = lower($text) desc, name, customer_id
limit $most
