-- one row per complaint that counts for verified resolution: how far its claims of the first 14 days got
-- undone = reopened or disputed; a claim with several faults is told by the first of undone, denied, repeated.
with

faults as (
    select
        claims.incident_id,
        max(case when claims.is_undone then 1 else 0 end) as is_undone,
        max(case when claims.is_denied then 1 else 0 end) as is_denied
    from claims
    inner join incident_facts as incidents
        on
            claims.incident_id = incidents.incident_id
            and claims.claimed_at <= incidents.opened_at + interval 14 day
    where coalesce(claims.claimed_at < incidents.loss_takes_effect_at, true)
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
