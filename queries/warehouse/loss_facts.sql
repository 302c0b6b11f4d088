-- one row per visible full loss: its week, revenue and the dimensions of its evidence incident, else of the
-- customer's latest incident in the 365 days before the loss
with

earlier_incidents as (
    select
        losses.loss_id,
        incidents.incident_id,
        row_number() over (
            partition by losses.loss_id
            order by incidents.opened_at desc, incidents.incident_id desc
        ) as recency
    from full_losses as losses
    inner join visible_incidents as incidents
        on
            losses.customer_id = incidents.customer_id
            and incidents.opened_at < losses.takes_effect_at
            and incidents.opened_at >= losses.takes_effect_at - interval 365 day
),

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
    incidents.incident_id,
    incidents.team_id,
    incidents.agent_id,
    incidents.channel,
    incidents.product,
    losses.segment,
    incidents.cause_code,
    incidents.severity,
    incidents.justified,
    coalesce(incidents.language, losses.language) as language,
    losses.is_internal,
    incidents.kind,
    coalesce(losses.revenue_lost_12m, revenue_before_loss.revenue) as revenue_lost_12m
from full_losses as losses
left join visible_incidents as evidence
    on losses.evidence_incident_id = evidence.incident_id
left join earlier_incidents
    on
        losses.loss_id = earlier_incidents.loss_id
        and earlier_incidents.recency = 1
left join visible_incidents as incidents
    on coalesce(evidence.incident_id, earlier_incidents.incident_id) = incidents.incident_id
left join revenue_before_loss
    on losses.loss_id = revenue_before_loss.loss_id
