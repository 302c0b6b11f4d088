-- one row per quarter, stratum and intervention: what was known of it when the quarter began
-- Only complaints whose outcome was known by then count, so a quarter is judged by the ones before it. none = no
-- intervention. The share kept is drawn towards the overall share by as much as chance explains (empirical Bayes), against
-- the winner's curse. is_best = the best of those tried 30 times or more, its 95 % interval above the intervals of all others.
with

tried as (
    select
        cases.incident_id,
        cases.stratum,
        cases.known_at,
        cases.is_kept,
        coalesce(interventions.intervention, 'none') as intervention,
        interventions.cost
    from intervention_cases as cases
    left join case_interventions as interventions
        on cases.incident_id = interventions.incident_id
    where cases.is_kept is not null
),

quarters as (
    select
        calendar_months.month as quarter,
        calendar_months.starts_at
    from calendar_months
    inner join (
        select
            min(opened_quarter) as first_quarter,
            max(opened_quarter) as last_quarter
        from intervention_cases
    ) as case_quarters
        on calendar_months.month between case_quarters.first_quarter and case_quarters.last_quarter
    where cast(date_trunc('quarter', calendar_months.month) as date) = calendar_months.month
),

known_results as (
    select
        quarters.quarter,
        tried.stratum,
        tried.intervention,
        count(*) as count_tried,
        sum(tried.is_kept) as count_kept,
        avg(tried.cost) as average_cost
    from tried
    inner join quarters
        on tried.known_at <= quarters.starts_at
    group by quarters.quarter, tried.stratum, tried.intervention
),

overall as (
    select
        quarter,
        sum(count_kept) * 1.0 / nullif(sum(count_tried), 0) as overall_share,
        greatest(
            0,
            var_samp(count_kept * 1.0 / nullif(count_tried, 0))
            - avg(count_kept * 1.0 * (count_tried - count_kept) / nullif(power(count_tried, 3), 0))
        ) as variance_between
    from known_results
    where count_tried >= 30
    group by quarter
),

judged as (
    select
        known_results.*,
        overall.overall_share,
        known_results.count_kept * 1.0 / nullif(known_results.count_tried, 0) as share_kept,
        coalesce(
            overall.variance_between
            / nullif(
                overall.variance_between
                + overall.overall_share * (1 - overall.overall_share) / nullif(known_results.count_tried, 0),
                0
            ),
            0
        ) as trust,
        1.959964 * sqrt(
            known_results.count_kept * 1.0 * (known_results.count_tried - known_results.count_kept)
            / nullif(known_results.count_tried, 0)
            + 0.960365
        ) as half_width
    from known_results
    inner join overall
        on known_results.quarter = overall.quarter
    where known_results.count_tried >= 30
),

with_limits as (
    select
        judged.*,
        overall_share + trust * (share_kept - overall_share) as share_kept_shrunk,
        greatest(0, (count_kept + 1.920729 - half_width) / nullif(count_tried + 3.841459, 0)) as low,
        least(1, (count_kept + 1.920729 + half_width) / nullif(count_tried + 3.841459, 0)) as high
    from judged
),

ranked as (
    select
        with_limits.*,
        row_number() over (partition by quarter, stratum order by share_kept_shrunk desc, intervention) as place
    from with_limits
),

highest_others as (
    select
        quarter,
        stratum,
        max(high) as highest_other
    from ranked
    where place > 1
    group by quarter, stratum
)

select
    ranked.quarter,
    ranked.stratum,
    ranked.intervention,
    ranked.count_tried,
    ranked.count_kept,
    ranked.share_kept,
    ranked.share_kept_shrunk,
    ranked.low,
    ranked.high,
    ranked.average_cost,
    coalesce(ranked.place = 1 and ranked.low > highest_others.highest_other, false) as is_best
from ranked
left join highest_others
    on
        ranked.quarter = highest_others.quarter
        and ranked.stratum = highest_others.stratum
