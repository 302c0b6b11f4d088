-- one row per customer with the id $customer_id that has a revenue or cost row: value of the 12 complete months, contacts
select
    snapshots.has_revenue,
    snapshots.revenue,
    snapshots.cogs,
    snapshots.margin,
    snapshots.cost,
    snapshots.margin - snapshots.cost as net_value,
    ratios.count_contacts,
    case when ratios.segment_median > 0 then ratios.contacts_per_revenue / ratios.segment_median end as hassle_index
from value_snapshots as snapshots
left join hassle_ratios as ratios
    on
        snapshots.customer_id = ratios.customer_id
        and snapshots.month = ratios.month
where snapshots.customer_id = $customer_id
order by snapshots.month desc
limit 1
