-- one row per customer $customer_id: what it went through with us: silent waits and blind transfers in its complaints
with

complaints as (
    select incident_id
    from visible_incidents
    where
        customer_id = $customer_id
        and is_complaint
)

select
    (
        select count(*)
        from silent_waits
        inner join complaints
            on silent_waits.incident_id = complaints.incident_id
    ) as count_silent_waits,
    (
        select count(*)
        from transfers
        inner join complaints
            on transfers.incident_id = complaints.incident_id
        where
            transfers.is_blind
            and not transfers.is_by_system
    ) as count_blind_transfers
