-- one row per fact beside the causes: whose they are, and how many have no name of their own
with

owners as (
    select
        causes.cause_code,
        incidents.cause_owner
    from chosen.cause_share as causes
    inner join canonical.incidents as incidents
        on causes.incident_id = incidents.incident_id
    where causes.state = 'counted'
),

facts as (
    select
        1 as place,
        'The cause lies with us' as label,
        avg(case when cause_owner = 'us' then 1 else 0 end) as value,
        count(*) as count_cases,
        cast(null as varchar) as note
    from owners
    where cause_owner is not null
    union all
    select
        2 as place,
        'The cause lies with the customer' as label,
        avg(case when cause_owner = 'customer' then 1 else 0 end) as value,
        count(*) as count_cases,
        cast(null as varchar) as note
    from owners
    where cause_owner is not null
    union all
    select
        3 as place,
        'The cause lies with somebody else' as label,
        avg(case when cause_owner = 'third' then 1 else 0 end) as value,
        count(*) as count_cases,
        cast(null as varchar) as note
    from owners
    where cause_owner is not null
    union all
    select
        4 as place,
        'Cause called “other”' as label,
        avg(case when cause_code = 'other' then 1 else 0 end) as value,
        count(*) as count_cases,
        case
            when avg(case when cause_code = 'other' then 1 else 0 end) > 0.15
                then 'More than 15 % are “other”: the list of causes misses something.'
        end as note
    from owners
)

select
    label,
    value,
    'percent' as unit,
    count_cases,
    note
from facts
order by place
