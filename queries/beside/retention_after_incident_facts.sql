-- one row per fact beside retention: customers who were gone before the landmark and so are no cases
-- A customer counts in the week of the first complaint.
select
    'Lost at or before the landmark' as label,
    count(case when not recoveries.is_at_landmark then 1 end) as value,
    'count' as unit,
    count(*) as count_cases,
    cast(null as varchar) as note
from recovery_cases as recoveries
inner join chosen.incident_facts as incidents
    on recoveries.incident_id = incidents.incident_id
where recoveries.count_earlier = 0
