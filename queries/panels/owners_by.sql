-- one row per value of what $by names (segment, channel or sold_by): complaints by the owner of their cause
select
    case
        when $by = 'segment' then incidents.segment
        when $by = 'channel' then incidents.channel
        else customers.sold_by
    end as part,
    count(*) as count_incidents,
    count(case when incidents.cause_owner = 'us' then 1 end) as count_us,
    count(case when incidents.cause_owner = 'customer' then 1 end) as count_customer,
    count(case when incidents.cause_owner = 'third' then 1 end) as count_third,
    count(case when incidents.cause_owner is null then 1 end) as count_unknown
from chosen.incident_facts as incidents
left join canonical.customers as customers
    on incidents.customer_id = customers.customer_id
where incidents.is_complaint
group by 1
order by count_incidents desc, part
