-- one row per full loss with a complaint opened in the 180 days before the day of loss: how many, and how many unresolved
-- A complaint belongs to the first full loss on or after its opening day.
select
    losses.loss_id,
    count(*) as count_complaints,
    count(case when incidents.is_lost_before_resolution then 1 end) as count_unresolved
from full_losses as losses
inner join incident_facts as incidents
    on
        losses.customer_id = incidents.customer_id
        and losses.takes_effect_at = incidents.loss_takes_effect_at
where
    incidents.is_complaint
    and incidents.opened_at < losses.takes_effect_at
    and incidents.opened_at >= losses.takes_effect_at - interval 180 day
group by losses.loss_id
