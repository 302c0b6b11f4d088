-- one row per range of weeks: lost customers with a contract, those lost within 30 days of its end, contracts that ended
-- The data hold the running contract only, so an end that led to a renewal cannot be seen.
with

lost as (
    select
        count(*) as count_with_contract,
        count(
            case
                when
                    customers.contract_end >= losses.lost_on - interval 30 day
                    and customers.contract_end <= losses.lost_on + interval 30 day
                    then 1
            end
        ) as count_at_end
    from chosen.loss_facts as losses
    inner join canonical.customers as customers
        on losses.customer_id = customers.customer_id
    where customers.contract_end is not null
)

select
    lost.count_with_contract,
    lost.count_at_end,
    (
        select count(*)
        from canonical.customers as customers
        inner join visible_customers on customers.customer_id = visible_customers.customer_id
        where customers.contract_end >= cast($first_day as date) and customers.contract_end <= cast($last_day as date)
    ) as count_ending
from lost
