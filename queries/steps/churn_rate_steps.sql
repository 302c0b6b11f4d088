-- one row per change of the customers active on a Monday, and of those lost in a week, which count in that week alone
with

losses as (
    select
        customer_runs.*,
        last_week_number as week_number,
        1 as change
    from customer_runs
    where full_loss_id is not null
    union all
    select
        customer_runs.*,
        last_week_number + 1 as week_number,
        -1 as change
    from customer_runs
    where full_loss_id is not null
),

changes as (
    select
        week,
        team_id,
        agent_id,
        channel,
        product,
        segment,
        cause_code,
        severity,
        justified,
        language,
        is_internal,
        kind,
        is_start_known,
        0 as lost,
        change as active
    from customer_run_changes
    union all
    select
        numbered_weeks.week,
        losses.team_id,
        losses.agent_id,
        losses.channel,
        losses.product,
        losses.segment,
        losses.cause_code,
        losses.severity,
        losses.justified,
        losses.language,
        losses.is_internal,
        losses.kind,
        losses.is_start_known,
        losses.change as lost,
        0 as active
    from losses
    inner join numbered_weeks
        on losses.week_number = numbered_weeks.week_number
)

select
    week as period,
    team_id,
    agent_id,
    channel,
    product,
    segment,
    cause_code,
    severity,
    justified,
    language,
    is_internal,
    kind,
    case when is_start_known then lost else 0 end as numerator,
    case when is_start_known then active else 0 end as denominator,
    case when is_start_known then active else 0 end as denominator_squared,
    case when is_start_known then active else 0 end as cases,
    case when is_start_known then 0 else active end as unknown,
    0 as immature
from changes
