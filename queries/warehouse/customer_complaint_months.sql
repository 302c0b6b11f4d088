-- one row per customer and month with complaints: how many, how many were judged, and how many of these were our fault
-- Our fault = justified or partly justified. Not judged and undetermined count as complaints only.
-- stored: view
select
    incidents.customer_id,
    calendar_months.month_number,
    count(*) as count_complaints,
    count(case when incidents.justified in ('justified', 'partly', 'unjustified') then 1 end) as count_judged,
    count(case when incidents.justified in ('justified', 'partly') then 1 end) as count_our_fault
from visible_incidents as incidents
inner join calendar_months
    on cast(date_trunc('month', incidents.opened_on) as date) = calendar_months.month
where
    incidents.is_complaint
    and incidents.customer_id is not null
group by incidents.customer_id, calendar_months.month_number
