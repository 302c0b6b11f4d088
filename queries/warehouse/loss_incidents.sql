-- one row per loss, full or ended by us, with the dimensions of its evidence incident, else of the customer's latest
-- incident in the 365 days before
with

earlier_incidents as (
    select
        losses.loss_id,
        incidents.incident_id,
        row_number() over (
            partition by losses.loss_id
            order by incidents.opened_at desc, incidents.incident_id desc
        ) as recency
    from visible_losses as losses
    inner join visible_incidents as incidents
        on
            losses.customer_id = incidents.customer_id
            and incidents.opened_at < losses.takes_effect_at
            and incidents.opened_at >= losses.takes_effect_at - interval 365 day
)

select
    losses.loss_id,
    losses.kind as loss_kind,
    losses.customer_id,
    losses.lost_on,
    losses.lost_week,
    losses.takes_effect_at,
    losses.won_back_on,
    losses.loss_justified,
    losses.revenue_lost_12m,
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
    incidents.kind
from visible_losses as losses
left join visible_incidents as evidence
    on losses.evidence_incident_id = evidence.incident_id
left join earlier_incidents
    on
        losses.loss_id = earlier_incidents.loss_id
        and earlier_incidents.recency = 1
left join visible_incidents as incidents
    on coalesce(evidence.incident_id, earlier_incidents.incident_id) = incidents.incident_id
