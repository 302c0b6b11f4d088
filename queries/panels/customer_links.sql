-- one row per customer $customer_id: accounts linked to it (its parent, the parent's others, its own), and their revenue
with

own as (
    select
        customer_id,
        parent_id
    from canonical.customers
    where customer_id = $customer_id
),

latest as (
    select max(month) as month
    from value_snapshots
)

select
    count(distinct visible_customers.customer_id) as count_linked,
    sum(snapshots.revenue) as revenue
from own
inner join canonical.customers as linked
    on
        linked.customer_id <> own.customer_id
        and (
            linked.parent_id = own.customer_id
            or linked.customer_id = own.parent_id
            or linked.parent_id = own.parent_id
        )
inner join visible_customers
    on linked.customer_id = visible_customers.customer_id
cross join latest
left join value_snapshots as snapshots
    on
        linked.customer_id = snapshots.customer_id
        and latest.month = snapshots.month
