-- one row per version: the first period that any measure has
select min(period) as first_period
from rollup_total
