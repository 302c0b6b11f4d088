-- one row per visible incident: its dimensions and what was done about it, as the KPIs count it
with

first_apologies as (
    select
        incident_id,
        min(case when is_real then apologised_at end) as first_apology_at,
        min(case when grade = 'specific' then apologised_at end) as first_specific_apology_at
    from apologies
    group by incident_id
),

first_losses as (
    select
        incidents.incident_id,
        min(losses.takes_effect_at) as loss_takes_effect_at
    from full_losses as losses
    inner join visible_incidents as incidents
        on
            losses.customer_id = incidents.customer_id
            and losses.lost_on >= incidents.opened_on
    group by incidents.incident_id
),

claims_in_time as (
    select
        claims.incident_id,
        min(claims.claimed_at) as first_claim_at,
        min(case when claims.is_verified then claims.claimed_at end) as verified_at
    from claims
    left join first_losses
        on claims.incident_id = first_losses.incident_id
    where coalesce(claims.claimed_at < first_losses.loss_takes_effect_at, true)
    group by claims.incident_id
)

select
    incidents.*,
    captured_channels.channel is not null as is_observed,
    first_apologies.first_apology_at,
    first_apologies.first_specific_apology_at,
    claims_in_time.first_claim_at,
    claims_in_time.verified_at,
    first_losses.loss_takes_effect_at
from visible_incidents as incidents
left join captured_channels
    on coalesce(incidents.channel, '') = captured_channels.channel
left join first_apologies
    on incidents.incident_id = first_apologies.incident_id
left join claims_in_time
    on incidents.incident_id = claims_in_time.incident_id
left join first_losses
    on incidents.incident_id = first_losses.incident_id
order by incidents.opened_at
