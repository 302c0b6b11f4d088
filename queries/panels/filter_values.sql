-- one row per dimension and value that some case has; an empty value means none
select 'team_id' as dimension, coalesce(team_id, '') as value, sum(cases + unknown + immature) as count_cases
from rollup_by_team_id
group by 1, 2
union all
select 'segment' as dimension, coalesce(segment, '') as value, sum(cases + unknown + immature) as count_cases
from rollup_by_segment
group by 1, 2
union all
select 'channel' as dimension, coalesce(channel, '') as value, sum(cases + unknown + immature) as count_cases
from rollup_by_channel
group by 1, 2
union all
select 'product' as dimension, coalesce(product, '') as value, sum(cases + unknown + immature) as count_cases
from rollup_by_product
group by 1, 2
union all
select 'cause_code' as dimension, coalesce(cause_code, '') as value, sum(cases + unknown + immature) as count_cases
from rollup_by_cause_code
group by 1, 2
union all
select 'severity' as dimension, coalesce(cast(severity as varchar), '') as value, sum(cases + unknown + immature) as count_cases
from rollup_by_severity
group by 1, 2
union all
select 'justified' as dimension, coalesce(justified, '') as value, sum(cases + unknown + immature) as count_cases
from rollup_by_justified
group by 1, 2
union all
select 'language' as dimension, coalesce(language, '') as value, sum(cases + unknown + immature) as count_cases
from rollup_by_language
group by 1, 2
union all
select 'agent_id' as dimension, coalesce(agent_id, '') as value, sum(cases + unknown + immature) as count_cases
from rollup_by_agent_id
group by 1, 2
union all
select 'internal' as dimension, coalesce(cast(is_internal as varchar), '') as value, sum(cases + unknown + immature) as count_cases
from rollup_by_is_internal
group by 1, 2
