-- one row per change of the customers active on a Monday, and of the incidents they open, which count in that week alone
with

incidents as (
    select
        opened.customer_id,
        numbered_weeks.week_number,
        count(*) as count_incidents
    from visible_incidents as opened
    inner join numbered_weeks
        on opened.opened_week = numbered_weeks.week
    where opened.customer_id is not null
    group by opened.customer_id, numbered_weeks.week_number
),

incidents_of_active as (
    select
        customer_runs.*,
        incidents.week_number,
        incidents.count_incidents
    from incidents
    inner join customer_runs
        on
            incidents.customer_id = customer_runs.customer_id
            and incidents.week_number between customer_runs.first_week_number and customer_runs.last_week_number
    where customer_runs.is_start_known
    union all
    select
        customer_runs.*,
        incidents.week_number + 1 as week_number,
        -incidents.count_incidents as count_incidents
    from incidents
    inner join customer_runs
        on
            incidents.customer_id = customer_runs.customer_id
            and incidents.week_number between customer_runs.first_week_number and customer_runs.last_week_number
    where customer_runs.is_start_known
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
        0 as opened,
        change as active
    from customer_run_changes
    union all
    select
        numbered_weeks.week,
        incidents_of_active.team_id,
        incidents_of_active.agent_id,
        incidents_of_active.channel,
        incidents_of_active.product,
        incidents_of_active.segment,
        incidents_of_active.cause_code,
        incidents_of_active.severity,
        incidents_of_active.justified,
        incidents_of_active.language,
        incidents_of_active.is_internal,
        incidents_of_active.kind,
        incidents_of_active.is_start_known,
        incidents_of_active.count_incidents as opened,
        0 as active
    from incidents_of_active
    inner join numbered_weeks
        on incidents_of_active.week_number = numbered_weeks.week_number
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
    opened as numerator,
    case when is_start_known then active else 0 end as denominator,
    case when is_start_known then active else 0 end as denominator_squared,
    case when is_start_known then active else 0 end as cases,
    case when is_start_known then 0 else active end as unknown,
    0 as immature
from changes
