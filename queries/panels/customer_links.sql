-- one row: the accounts linked to the customer $customer_id (its parent, the parent's others, its own), and their revenue
with

own as (
    select
        customer_id,
        parent_id
    from canonical.customers
    where customer_id = $customer_id
),

linked as (
    select distinct customers.customer_id
    from canonical.customers as customers
    inner join own
        on
            customers.parent_id = own.customer_id
            or customers.customer_id = own.parent_id
            or customers.parent_id = own.parent_id
    where customers.customer_id <> $customer_id
),

latest as (
    select max(month) as month
    from value_snapshots
)

select
    count(*) as count_linked,
    sum(snapshots.revenue) as revenue
from linked
inner join visible_customers
    on linked.customer_id = visible_customers.customer_id
cross join latest
left join value_snapshots as snapshots
    on
        linked.customer_id = snapshots.customer_id
        and latest.month = snapshots.month
