-- one row per fact beside the signs found in reviews: how many of the complaints were reviewed at all
-- Complaints opened in the weeks shown.
with

complaints as (
    select
        incidents.incident_id,
        count(reviews.incident_id) > 0 as is_reviewed
    from chosen.incident_facts as incidents
    left join reviewed_incidents as reviews
        on incidents.incident_id = reviews.incident_id
    where incidents.is_complaint
    group by incidents.incident_id
)

select
    'Complaints that were reviewed' as label,
    avg(case when is_reviewed then 1 else 0 end) as value,
    'percent' as unit,
    count(*) as count_cases,
    cast(null as varchar) as note
from complaints
