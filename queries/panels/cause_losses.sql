-- one row per cause (or its detail, when $is_detail) of the incident behind a loss: customers lost in the weeks
select
    case when $is_detail then facts.cause_sub_code else losses.cause_code end as cause,
    count(*) as count_losses,
    sum(losses.revenue_lost_12m) as revenue_lost
from chosen.loss_facts as losses
left join incident_facts as facts
    on losses.incident_id = facts.incident_id
where losses.incident_id is not null
group by 1
