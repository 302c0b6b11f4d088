-- one row per customer with the id $customer_id: who it is, since when and until when it is with us, and how it was won
select
    customers.customer_id,
    customers.name,
    customers.segment,
    customers.industry,
    customers.country,
    customers.in_target,
    customers.sold_by,
    customers.selection_participated,
    customers.contact_preference,
    customers.lock_in,
    customers.contract_end,
    coalesce(customers.is_internal, false) as is_internal,
    customers.parent_id,
    customers.account_owner_id,
    cast(parameters.as_of as date) as today,
    spells.first_start_on,
    case when spells.count_open = 0 then spells.last_end_on end as left_on
from canonical.customers as customers
cross join parameters
left join (
    select
        customer_id,
        min(start_on) as first_start_on,
        max(end_on) as last_end_on,
        count(case when end_on is null then 1 end) as count_open
    from visible_spells
    where customer_id = $customer_id
    group by customer_id
) as spells
    on customers.customer_id = spells.customer_id
where
    customers.customer_id = $customer_id
    and not coalesce(customers.test_account, false)
