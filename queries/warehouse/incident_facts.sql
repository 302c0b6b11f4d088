-- one row per visible incident: its dimensions and what was done about it, as the KPIs count it
-- Fixed = first called resolved, or a fix delivered, whichever came first.
select
    incidents.*,
    captured_channels.channel is not null as is_observed,
    apologies.first_apology_at,
    apologies.first_specific_apology_at,
    apologies.first_non_apology_at,
    coalesce(apologies.count_apology_days_28d, 0) as count_apology_days_28d,
    redress.first_offer_at,
    redress.first_fix_delivered_at,
    redress.first_dated_promise_at,
    least(claims.first_claim_ever_at, redress.first_fix_delivered_at) as fixed_at,
    claims.first_claim_at,
    claims.last_claim_at,
    claims.verified_at,
    claims.stands_at,
    losses.loss_takes_effect_at,
    losses.loss_takes_effect_at is not null
    and coalesce(claims.count_standing_at_loss, 0) = 0 as is_lost_before_resolution
from visible_incidents as incidents
left join captured_channels
    on coalesce(incidents.channel, '') = captured_channels.channel
left join incident_apologies as apologies
    on incidents.incident_id = apologies.incident_id
left join incident_redress as redress
    on incidents.incident_id = redress.incident_id
left join incident_claims as claims
    on incidents.incident_id = claims.incident_id
left join first_losses as losses
    on incidents.incident_id = losses.incident_id
