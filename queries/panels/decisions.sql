-- one row per open complaint that needs a decision now, of each kind the three with the most revenue at stake
-- How many there are of each kind says queue_counts; here a complaint stands once.
with

ranked as (
    select
        stake_place,
        row_number() over (partition by decision order by stake_place) as place
    from chosen.open_incidents
    where decision is not null
)

select
    pressing.*,
    ranked.place,
    customers.name as customer_name
from ranked
inner join open_incidents as pressing
    on ranked.stake_place = pressing.stake_place
left join canonical.customers as customers
    on pressing.customer_id = customers.customer_id
where ranked.place <= 3
order by pressing.stake_place
