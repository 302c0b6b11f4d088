-- one row per visible incident with an apology, real or not: the first of each grade, and on how many days
with

local_apologies as (
    select
        apologies.*,
        incidents.opened_at,
        cast(
            case
                when apologies.apologised_at < utc_offsets.switch_at
                    then apologies.apologised_at + utc_offsets.offset_before
                else apologies.apologised_at + utc_offsets.offset_after
            end as date
        ) as apologised_on
    from apologies
    inner join visible_incidents as incidents
        on apologies.incident_id = incidents.incident_id
    inner join utc_offsets
        on cast(apologies.apologised_at as date) = utc_offsets.day
)

select
    incident_id,
    min(case when is_real then apologised_at end) as first_apology_at,
    min(case when grade = 'specific' then apologised_at end) as first_specific_apology_at,
    min(case when grade = 'non_apology' then apologised_at end) as first_non_apology_at,
    count(distinct case when is_real and apologised_at <= opened_at + interval 28 day then apologised_on end)
        as count_apology_days_28d
from local_apologies
group by incident_id
