-- one row per open incident that every flag asked for is true of, the most urgent first, at most $most of them
-- Urgent: past a limit, then by revenue at stake times days past it; unknown revenue comes after known.
with

waiting as (
    select
        *,
        (epoch(as_of) - epoch(opened_at)) / 86400.0 as days_open,
        greatest((epoch(as_of) - epoch(limit_at)) / 86400.0, 0) as days_overdue
    from chosen.open_incidents
    where
        (is_promise_due or not $due)
        and (is_promise_broken or not $broken)
        and (is_apology_owed or not $apology)
        and (is_approval_missing or not $approval)
        and (is_silent or not $silence)
)

select
    waiting.*,
    customers.name as customer_name
from waiting
left join canonical.customers as customers
    on waiting.customer_id = customers.customer_id
order by
    waiting.days_overdue > 0 desc,
    waiting.revenue * waiting.days_overdue desc nulls last,
    waiting.revenue desc nulls last,
    waiting.days_overdue desc,
    waiting.incident_id
limit $most
