-- one row per complaint and type of intervention begun between its opening and its landmark 14 days later
-- An intervention without an incident belongs to the customer's latest complaint opened before it. What is done for a team
-- or a process belongs to no case. cost is empty where one of the costs is.
with

visible_interventions as (
    select
        interventions.intervention_id,
        interventions.customer_id,
        interventions.incident_id,
        interventions.type as intervention,
        interventions.started_at,
        cast(interventions.cost as double) as cost,
        interventions.assigned_by,
        interventions.trial_arm
    from canonical.interventions as interventions
    inner join parameters
        on interventions.started_at <= parameters.as_of
    where
        interventions.type <> 'none'
        and coalesce(interventions.level in ('case', 'customer'), true)
),

candidates as (
    select
        visible_interventions.*,
        recovery_cases.incident_id as case_incident_id,
        row_number() over (
            partition by visible_interventions.intervention_id
            order by recovery_cases.landmark_at desc, recovery_cases.incident_id desc
        ) as recency
    from visible_interventions
    inner join recovery_cases
        on
            visible_interventions.customer_id = recovery_cases.customer_id
            and visible_interventions.started_at <= recovery_cases.landmark_at
            and visible_interventions.started_at >= recovery_cases.landmark_at - interval 14 day
    where visible_interventions.incident_id is null
    union all
    select
        visible_interventions.*,
        recovery_cases.incident_id as case_incident_id,
        1 as recency
    from visible_interventions
    inner join recovery_cases
        on
            visible_interventions.incident_id = recovery_cases.incident_id
            and visible_interventions.started_at <= recovery_cases.landmark_at
            and visible_interventions.started_at >= recovery_cases.landmark_at - interval 14 day
)

select
    case_incident_id as incident_id,
    intervention,
    case when count(cost) = count(*) then sum(cost) end as cost,
    bool_or(coalesce(assigned_by = 'random', false)) as is_randomised
from candidates
where recency = 1
group by case_incident_id, intervention
