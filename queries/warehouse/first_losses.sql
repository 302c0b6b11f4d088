-- one row per visible incident whose customer was lost on or after its opening day: the first full loss from then on
select
    incidents.incident_id,
    min(losses.takes_effect_at) as loss_takes_effect_at
from full_losses as losses
inner join visible_incidents as incidents
    on
        losses.customer_id = incidents.customer_id
        and losses.lost_on >= incidents.opened_on
group by incidents.incident_id
