-- one row per open complaint that needs a decision now, of each kind the three with the most revenue at stake
-- Kinds, the first that applies: a promise due within 24 hours, an offer without its approval, a broken promise, a passed
-- limit. count_of_kind says how many there are of its kind.
with

pressing as (
    select
        complaints.incident_id,
        complaints.customer_id,
        complaints.team_id,
        complaints.as_of,
        complaints.opened_at,
        complaints.limit_at,
        complaints.next_due_at,
        complaints.unapproved_amount,
        complaints.first_apology_at,
        complaints.is_observed,
        complaints.revenue,
        case
            when complaints.is_promise_pressing and not complaints.is_promise_broken then 'due'
            when complaints.is_approval_missing then 'approval'
            when complaints.is_promise_broken then 'broken'
            when complaints.limit_at < complaints.as_of then 'overdue'
        end as reason
    from chosen.open_incidents as complaints
    where not complaints.is_customer_gone
),

ranked as (
    select
        pressing.*,
        row_number() over (
            partition by pressing.reason
            order by pressing.revenue desc nulls last, pressing.limit_at, pressing.incident_id
        ) as place,
        count(*) over (partition by pressing.reason) as count_of_kind
    from pressing
    where pressing.reason is not null
)

select
    ranked.*,
    customers.name as customer_name
from ranked
left join canonical.customers as customers
    on ranked.customer_id = customers.customer_id
where ranked.place <= 3
order by ranked.revenue desc nulls last, ranked.limit_at, ranked.incident_id
