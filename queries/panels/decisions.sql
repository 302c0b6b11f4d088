-- one row per open complaint that needs a decision now, of each kind the three with the most revenue at stake
-- Kinds, the first that applies: a promise due within 24 hours, an offer without its approval, a broken promise, a passed
-- limit. How many there are of each kind says queue_counts; here a complaint stands once.
with

pressing as (
    select
        *,
        case
            when is_promise_due then 'due'
            when is_approval_missing then 'approval'
            when is_promise_broken then 'broken'
            when limit_at < as_of then 'overdue'
        end as reason
    from chosen.open_incidents
    where not is_customer_gone
),

ranked as (
    select
        pressing.*,
        row_number() over (partition by reason order by revenue desc nulls last, limit_at, incident_id) as place
    from pressing
    where reason is not null
)

select
    ranked.*,
    customers.name as customer_name
from ranked
left join canonical.customers as customers
    on ranked.customer_id = customers.customer_id
where ranked.place <= 3
order by ranked.revenue desc nulls last, ranked.limit_at, ranked.incident_id
