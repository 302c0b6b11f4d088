-- one row: what the customer $customer_id went through with us: silent waits, blind transfers, deadlines missed and ahead
with

complaints as (
    select *
    from incident_facts
    where
        customer_id = $customer_id
        and is_complaint
)

select
    count(*) as count_complaints,
    (
        select count(*)
        from silent_waits
        inner join complaints as waiting
            on silent_waits.incident_id = waiting.incident_id
    ) as count_silent_waits,
    (
        select count(*)
        from transfers
        inner join complaints as moved
            on transfers.incident_id = moved.incident_id
        where
            transfers.is_blind
            and not transfers.is_by_system
    ) as count_blind_transfers,
    count(
        case
            when
                complaints.deadline_at <= parameters.as_of
                and coalesce(complaints.fixed_at > complaints.deadline_at, true)
                then 1
        end
    ) as count_missed,
    count(case when complaints.deadline_at <= parameters.as_of then 1 end) as count_passed,
    min(case when complaints.deadline_at > parameters.as_of then complaints.deadline_at end) as next_deadline_at
from complaints
cross join parameters
