-- one row per complaint that counts for verified resolution: how far its claims of the first 14 days got
-- undone = reopened or disputed; a claim with several faults is told by the first of undone, denied, repeated.
with

faults as (
    select
        claims.incident_id,
        max(case when claims.is_undone then 1 else 0 end) as is_undone,
        max(case when claims.is_denied then 1 else 0 end) as is_denied
    from chosen.verified_resolved_14d as cases
    inner join claims
        on
            cases.incident_id = claims.incident_id
            and cases.opened_at + interval 14 day >= claims.claimed_at
    left join first_losses
        on cases.incident_id = first_losses.incident_id
    where
        cases.state = 'counted'
        and coalesce(claims.claimed_at < first_losses.loss_takes_effect_at, true)
    group by claims.incident_id
)

select
    cases.incident_id,
    cases.customer_id,
    cases.opened_at,
    case
        when cases.numerator = 1 then 'verified'
        when faults.incident_id is null then 'not_claimed'
        when faults.is_undone = 1 then 'undone'
        when faults.is_denied = 1 then 'denied'
        else 'repeated'
    end as part
from chosen.verified_resolved_14d as cases
left join faults
    on cases.incident_id = faults.incident_id
where cases.state = 'counted'
