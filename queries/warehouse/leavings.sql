-- one row per customer and day on which the customer left, by own choice or by ours
-- is_avoidable = a full loss not known to be death, a move or the natural flow; only such a loss counts against us.
select
    losses.customer_id,
    losses.lost_on,
    losses.takes_effect_at as left_at,
    max(case when losses.kind = 'full' then losses.loss_id end) as full_loss_id,
    bool_or(losses.kind = 'full' and not coalesce(loss_causes.is_unavoidable, false)) as is_avoidable
from visible_losses as losses
left join loss_causes
    on losses.loss_id = loss_causes.loss_id
group by losses.customer_id, losses.lost_on, losses.takes_effect_at
