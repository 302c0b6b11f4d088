-- one row per fact beside the causes found: the share of the commonest one, for a default value fakes 100 %
with

found_causes as (
    select
        cause_code,
        count(*) as count_cases
    from chosen.root_cause_known
    where
        state = 'counted'
        and numerator = 1
    group by cause_code
),

largest as (
    select
        max(count_cases) as count_largest,
        sum(count_cases) as count_all
    from found_causes
)

select
    'Largest single cause, of the causes found' as label,
    count_largest * 1.0 / nullif(count_all, 0) as value,
    'percent' as unit,
    count_all as count_cases,
    case
        when count_largest > 0.6 * count_all
            then 'More than 60 % have the same cause: is it the default value of the form?'
    end as note
from largest
