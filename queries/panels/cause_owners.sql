-- one row per cause (or its detail, when $is_detail) and owner: complaints opened in the weeks
select
    case when $is_detail then cause_sub_code else cause_code end as cause,
    cause_owner,
    count(*) as count_incidents
from chosen.incident_facts
where is_complaint
group by 1, 2
