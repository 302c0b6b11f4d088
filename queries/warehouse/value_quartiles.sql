-- one row per month: the quartiles of what customers brought in the 12 complete months that end with it
select
    month_number,
    percentile_cont(0.25) within group (order by revenue) as lower_quartile,
    percentile_cont(0.5) within group (order by revenue) as median,
    percentile_cont(0.75) within group (order by revenue) as upper_quartile
from trailing_revenue
group by month_number
