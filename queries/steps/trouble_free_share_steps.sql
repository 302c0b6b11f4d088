-- one row per change of the customers active at the end of a week, and of those without a complaint for 90 days
-- A week without trouble begins with the first week end more than 90 days after the customer's last complaint.
with

runs as (
    select
        customer_runs.*,
        greatest(first_week_number, start_week_number + 1) - 1 as first_week_end,
        last_week_number - 1 as last_week_end,
        last_complaint_at + interval 90 day as trouble_until
    from customer_runs
),

runs_with_quiet as (
    select
        runs.*,
        case
            when runs.trouble_until is null then runs.first_week_end
            else greatest(
                runs.first_week_end,
                quiet_weeks.week_number + case when runs.trouble_until >= parameters.as_of then 1 else 0 end
            )
        end as first_quiet_week
    from runs
    cross join parameters
    left join utc_offsets
        on cast(runs.trouble_until as date) = utc_offsets.day
    left join numbered_weeks as quiet_weeks
        on
            cast(
                date_trunc(
                    'week',
                    case
                        when runs.trouble_until < utc_offsets.switch_at
                            then runs.trouble_until + utc_offsets.offset_before
                        else runs.trouble_until + utc_offsets.offset_after
                    end
                ) as date
            )
            = quiet_weeks.week
    where runs.first_week_end <= runs.last_week_end
),

changes as (
    select
        runs_with_quiet.*,
        first_week_end as week_number,
        1 as active,
        0 as quiet
    from runs_with_quiet
    union all
    select
        runs_with_quiet.*,
        last_week_end + 1 as week_number,
        -1 as active,
        0 as quiet
    from runs_with_quiet
    union all
    select
        runs_with_quiet.*,
        first_quiet_week as week_number,
        0 as active,
        1 as quiet
    from runs_with_quiet
    where first_quiet_week <= last_week_end
    union all
    select
        runs_with_quiet.*,
        last_week_end + 1 as week_number,
        0 as active,
        -1 as quiet
    from runs_with_quiet
    where first_quiet_week <= last_week_end
)

select
    numbered_weeks.week as period,
    changes.team_id,
    changes.agent_id,
    changes.channel,
    changes.product,
    changes.segment,
    changes.cause_code,
    changes.severity,
    changes.justified,
    changes.language,
    changes.is_internal,
    changes.kind,
    case when changes.is_start_known then changes.quiet else 0 end as numerator,
    case when changes.is_start_known then changes.active else 0 end as denominator,
    case when changes.is_start_known then changes.active else 0 end as denominator_squared,
    case when changes.is_start_known then changes.active else 0 end as cases,
    case when changes.is_start_known then 0 else changes.active end as unknown,
    0 as immature
from changes
inner join numbered_weeks
    on changes.week_number = numbered_weeks.week_number
