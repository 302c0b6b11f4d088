-- one row per cause (or its detail, when $is_detail): what handling cost, over the complaints whose cost is known
select
    case when $is_detail then facts.cause_sub_code else costs.cause_code end as cause,
    sum(costs.numerator) as cost,
    count(*) as count_known
from chosen.cost_per_incident as costs
inner join incident_facts as facts
    on costs.incident_id = facts.incident_id
where costs.state = 'counted'
group by 1
