-- one row per week asked for: complaints open at its end, and those of them opened more than 14 days before
-- The cases of the backlog, without laying out the weeks of complaints that were open at other times.
with

spells_in_range as (
    select
        spells.overdue_from,
        greatest(spells.first_week, $first_week) as first_week,
        least(spells.last_week, $last_week) as last_week
    from open_spells as spells
    inner join chosen.visible_incidents as incidents
        on spells.incident_id = incidents.incident_id
    where
        spells.first_week <= $last_week
        and spells.last_week >= $first_week
),

week_by_week as (
    select
        overdue_from,
        cast(unnest(generate_series(first_week, last_week, interval 7 day)) as date) as week
    from spells_in_range
)

select
    week_by_week.week,
    count(*) as count_open,
    count(case when week_by_week.overdue_from < week_ends.measured_at then 1 end) as count_overdue
from week_by_week
inner join week_ends
    on week_by_week.week = week_ends.week
group by week_by_week.week
order by week_by_week.week
