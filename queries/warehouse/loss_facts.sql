-- one row per full loss with the dimensions of the incident behind it; revenue as told, else of the 12 months before
with

revenue_before_loss as (
    select
        losses.loss_id,
        sum(value_months.revenue) as revenue
    from full_losses as losses
    inner join calendar_months
        on cast(date_trunc('month', losses.lost_on) as date) = calendar_months.month
    inner join value_months
        on
            losses.customer_id = value_months.customer_id
            and value_months.month_number between calendar_months.month_number - 12
            and calendar_months.month_number - 1
    group by losses.loss_id
)

select
    losses.loss_id,
    losses.customer_id,
    losses.lost_on,
    losses.lost_week,
    losses.takes_effect_at,
    losses.won_back_on,
    losses.loss_justified,
    losses.incident_id,
    losses.team_id,
    losses.agent_id,
    losses.channel,
    losses.product,
    losses.segment,
    losses.cause_code,
    losses.severity,
    losses.justified,
    losses.language,
    losses.is_internal,
    losses.kind,
    coalesce(losses.revenue_lost_12m, revenue_before_loss.revenue) as revenue_lost_12m
from loss_incidents as losses
left join revenue_before_loss
    on losses.loss_id = revenue_before_loss.loss_id
where losses.loss_kind = 'full'
