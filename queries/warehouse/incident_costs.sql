-- one row per visible incident that cost something within 28 days of opening: staff time and compensation
-- compensation is empty when an amount is missing or cannot be converted, staff_cost when an hourly rate is missing.
select
    incidents.incident_id,
    sum(costs.hours) * 60.0 as staff_minutes,
    case when count(costs.hours_cost) = count(*) then sum(costs.hours_cost) end as staff_cost,
    case when count(costs.paid) = count(*) then sum(costs.paid) end as compensation
from visible_incidents as incidents
inner join event_costs as costs
    on incidents.incident_id = costs.incident_id
where costs.event_at <= incidents.opened_at + interval 28 day
group by incidents.incident_id
