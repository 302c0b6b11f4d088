-- one row per choice of filters: how many open incidents there are, how many each flag is true of, the revenue at stake
with

customers_at_stake as (
    select
        customer_id,
        max(revenue) as revenue
    from chosen.open_incidents
    group by customer_id
)

select
    count(*) as count_open,
    count(case when limit_at < as_of then 1 end) as count_overdue,
    count(case when is_promise_broken then 1 end) as count_broken,
    count(case when is_promise_due then 1 end) as count_due,
    count(case when is_apology_owed then 1 end) as count_apology,
    count(case when is_approval_missing then 1 end) as count_approval,
    count(case when is_silent then 1 end) as count_silence,
    count(
        case
            when (is_promise_due or not $due)
                and (is_promise_broken or not $broken)
                and (is_apology_owed or not $apology)
                and (is_approval_missing or not $approval)
                and (is_silent or not $silence) then 1
        end
    ) as count_shown,
    count(case when revenue is null and not is_customer_gone then 1 end) as count_unknown_revenue,
    count(case when is_customer_gone then 1 end) as count_gone,
    (select sum(revenue) from customers_at_stake) as revenue
from chosen.open_incidents
