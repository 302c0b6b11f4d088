-- one row per visible incident with a claim in time: the contacts and transfers around the first one
-- Before = contacts begun before it and transfers up to it; after = contacts begun, reopenings and disputes in the 7 days
-- that follow.
with

first_claims as (
    select
        incident_id,
        first_claim_at
    from incident_claims
    where first_claim_at is not null
),

steps as (
    select
        first_claims.incident_id,
        case when contacts.started_at < first_claims.first_claim_at then 1 else 0 end as is_contact_before,
        0 as is_transfer_before,
        case
            when
                contacts.started_at > first_claims.first_claim_at
                and contacts.started_at <= first_claims.first_claim_at + interval 7 day
                then 1
            else 0
        end as is_return_after
    from first_claims
    inner join contact_sessions as contacts
        on first_claims.incident_id = contacts.incident_id
    union all
    select
        first_claims.incident_id,
        0 as is_contact_before,
        1 as is_transfer_before,
        0 as is_return_after
    from first_claims
    inner join transfers
        on
            first_claims.incident_id = transfers.incident_id
            and transfers.transferred_at <= first_claims.first_claim_at
    union all
    select
        first_claims.incident_id,
        0 as is_contact_before,
        0 as is_transfer_before,
        1 as is_return_after
    from first_claims
    inner join visible_events as events
        on
            first_claims.incident_id = events.incident_id
            and events.event_at > first_claims.first_claim_at
            and events.event_at <= first_claims.first_claim_at + interval 7 day
    where events.event_type in ('reopened', 'customer_disputed')
)

select
    first_claims.incident_id,
    coalesce(sum(steps.is_contact_before), 0) as count_contacts_before,
    coalesce(sum(steps.is_transfer_before), 0) as count_transfers_before,
    coalesce(sum(steps.is_return_after), 0) as count_returns_after
from first_claims
left join steps
    on first_claims.incident_id = steps.incident_id
group by first_claims.incident_id
