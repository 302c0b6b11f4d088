-- one row per customer and month with revenue in the 12 complete months that end with it: the quarter of customers it is in
-- 4 = the quarter that brings most. Equal revenue is in the same quarter.
-- stored: view
select
    trailing_revenue.customer_id,
    trailing_revenue.month_number,
    case
        when trailing_revenue.revenue > value_quartiles.upper_quartile then 4
        when trailing_revenue.revenue > value_quartiles.median then 3
        when trailing_revenue.revenue > value_quartiles.lower_quartile then 2
        else 1
    end as value_band
from trailing_revenue
inner join value_quartiles
    on trailing_revenue.month_number = value_quartiles.month_number
