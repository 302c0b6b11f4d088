-- one row per customer and month with revenue in the 12 complete months that end with it
-- A customer without any revenue row in them has no row here: unknown is not zero.
-- stored: view
select
    customer_id,
    month_number,
    revenue
from trailing_values
where has_revenue
