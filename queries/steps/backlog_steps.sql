-- one row per change of the complaints open at the end of a week: opened or reopened (1), called resolved (-1)
with

changes as (
    select
        incident_id,
        first_week as week,
        1 as change
    from open_spells
    union all
    select
        incident_id,
        cast(last_week + interval 7 day as date) as week,
        -1 as change
    from open_spells
)

select
    changes.week as period,
    incidents.team_id,
    incidents.agent_id,
    incidents.channel,
    incidents.product,
    incidents.segment,
    incidents.cause_code,
    incidents.severity,
    incidents.justified,
    incidents.language,
    incidents.is_internal,
    incidents.kind,
    changes.change as numerator,
    changes.change as denominator,
    changes.change as denominator_squared,
    changes.change as cases,
    0 as unknown,
    0 as immature
from changes
inner join visible_incidents as incidents
    on changes.incident_id = incidents.incident_id
