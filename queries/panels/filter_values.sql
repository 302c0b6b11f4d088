-- one row per dimension and value that some case has; an empty value means none
with

slices as (
    select 'team_id' as dimension, team_id as value, cases + unknown + immature as cases from rollup_by_team_id
    union all
    select 'segment', segment, cases + unknown + immature from rollup_by_segment
    union all
    select 'channel', channel, cases + unknown + immature from rollup_by_channel
    union all
    select 'product', product, cases + unknown + immature from rollup_by_product
    union all
    select 'cause_code', cause_code, cases + unknown + immature from rollup_by_cause_code
    union all
    select 'severity', cast(severity as varchar), cases + unknown + immature from rollup_by_severity
    union all
    select 'justified', justified, cases + unknown + immature from rollup_by_justified
    union all
    select 'language', language, cases + unknown + immature from rollup_by_language
    union all
    select 'agent_id', agent_id, cases + unknown + immature from rollup_by_agent_id
    union all
    select 'internal', cast(is_internal as varchar), cases + unknown + immature from rollup_by_is_internal
)

select
    dimension,
    coalesce(value, '') as value,
    sum(cases) as count_cases
from slices
group by 1, 2
