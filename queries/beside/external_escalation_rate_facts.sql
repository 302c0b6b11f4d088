-- one row per fact beside external escalations: where they went
select
    case external_escalation
        when 'ombudsman' then 'To an ombudsman'
        when 'regulator' then 'To a regulator'
        when 'court' then 'To a court'
        else 'To the media'
    end as label,
    count(*) as value,
    'count' as unit,
    count(*) as count_cases,
    cast(null as varchar) as note
from chosen.external_escalation_rate
where
    state = 'counted'
    and numerator = 1
group by external_escalation
order by value desc, label
