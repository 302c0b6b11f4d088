-- one row per complaint open at the end of the week asked for: how long ago it was opened, by then
-- The cases of the backlog in that one week, without laying out the weeks of every complaint.
select
    incidents.incident_id,
    incidents.customer_id,
    incidents.opened_at,
    case
        when spells.overdue_from < week_ends.measured_at - interval 14 day then 'over_28'
        when spells.overdue_from < week_ends.measured_at then 'to_28'
        when incidents.opened_at < week_ends.measured_at - interval 7 day then 'to_14'
        when incidents.opened_at < week_ends.measured_at - interval 3 day then 'to_7'
        else 'to_3'
    end as part
from open_spells as spells
inner join week_ends
    on
        spells.first_week <= week_ends.week
        and spells.last_week >= week_ends.week
inner join chosen.visible_incidents as incidents
    on spells.incident_id = incidents.incident_id
where week_ends.week = $week
