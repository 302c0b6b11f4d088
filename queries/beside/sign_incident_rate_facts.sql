-- one row per fact beside the signs of bad service: how often each of them was seen
with

cases as (
    select *
    from chosen.sign_incident_rate
    where state = 'counted'
),

facts as (
    select
        'S01' as code,
        'No greeting in our first reply' as label,
        avg(case when has_no_greeting then 1 else 0 end) as value,
        count(*) as count_cases
    from cases
    where codes_included like '%S01%'
    union all
    select
        'S02' as code,
        'A long wait without a word' as label,
        avg(case when has_silent_wait then 1 else 0 end) as value,
        count(*) as count_cases
    from cases
    where codes_included like '%S02%'
    union all
    select
        'S04' as code,
        'Handed over without help' as label,
        avg(case when has_blind_transfer then 1 else 0 end) as value,
        count(*) as count_cases
    from cases
    where codes_included like '%S04%'
    union all
    select
        'S15' as code,
        'No thanks in our last message' as label,
        avg(case when has_no_thanks then 1 else 0 end) as value,
        count(*) as count_cases
    from cases
    where codes_included like '%S15%'
)

select
    concat(label, ' (', code, ')') as label,
    value,
    'percent' as unit,
    count_cases,
    cast(null as varchar) as note
from facts
order by code
