-- one row per version: the highest acceptable cost to serve for each unit of margin, from the settings
-- 1 = all of the margin, also where nothing is set.
select coalesce(max(try_cast(value as double)), 1) as max_cost_ratio
from current_settings
where key = 'max_cost_ratio'
