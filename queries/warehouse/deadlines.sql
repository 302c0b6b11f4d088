-- one row per visible incident with a deadline, past or to come, in its local week
select
    incidents.incident_id,
    incidents.deadline_at,
    cast(
        date_trunc(
            'week',
            case
                when incidents.deadline_at < utc_offsets.switch_at then incidents.deadline_at + utc_offsets.offset_before
                else incidents.deadline_at + utc_offsets.offset_after
            end
        ) as date
    ) as deadline_week
from visible_incidents as incidents
inner join utc_offsets
    on cast(incidents.deadline_at as date) = utc_offsets.day
