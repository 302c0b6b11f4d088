-- one row per visible incident with a claim: the first, the first verified and the last standing one
-- A claim at or after the customer's loss is too late: it counts only in first_claim_ever_at.
with

claims_and_losses as (
    select
        claims.*,
        first_losses.loss_takes_effect_at,
        coalesce(claims.claimed_at < first_losses.loss_takes_effect_at, true) as is_in_time,
        coalesce(claims.undone_at < first_losses.loss_takes_effect_at, false)
        or coalesce(claims.denied_at < first_losses.loss_takes_effect_at, false) as is_undone_before_loss
    from claims
    inner join visible_incidents as incidents
        on claims.incident_id = incidents.incident_id
    left join first_losses
        on claims.incident_id = first_losses.incident_id
),

claims_by_incident as (
    select
        incident_id,
        min(claimed_at) as first_claim_ever_at,
        min(case when is_in_time then claimed_at end) as first_claim_at,
        min(case when is_in_time and is_verified then claimed_at end) as verified_at,
        max(case when is_in_time then claimed_at end) as last_claim_at,
        max(case when is_in_time and (undone_at is not null or denied_at is not null) then claimed_at end)
            as last_undone_claim_at,
        count(case when is_in_time and not is_undone_before_loss then 1 end) as count_standing_at_loss
    from claims_and_losses
    group by incident_id
)

select
    incident_id,
    first_claim_ever_at,
    first_claim_at,
    verified_at,
    last_claim_at,
    case when coalesce(last_undone_claim_at < last_claim_at, true) then last_claim_at end as stands_at,
    count_standing_at_loss
from claims_by_incident
