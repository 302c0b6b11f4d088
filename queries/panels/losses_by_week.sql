-- one row per week with losses: customers who left, by whether it could have been avoided, and what they brought in a year
select
    losses.lost_week as week,
    count(*) as count_losses,
    count(case when loss_causes.has_known_reason and not loss_causes.is_unavoidable then 1 end) as count_avoidable,
    count(case when loss_causes.is_unavoidable then 1 end) as count_unavoidable,
    count(case when not loss_causes.has_known_reason then 1 end) as count_unknown,
    sum(losses.revenue_lost_12m) as revenue,
    count(losses.revenue_lost_12m) as count_revenue,
    sum(case when not loss_causes.has_known_reason then losses.revenue_lost_12m end) as revenue_unknown
from chosen.loss_facts as losses
inner join loss_causes
    on losses.loss_id = loss_causes.loss_id
group by losses.lost_week
order by losses.lost_week
