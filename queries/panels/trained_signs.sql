-- one row per agent and side of the agent's last training (26 weeks before and after): complaints, and those with a sign
-- Only agents who have complaints on both sides, so that the same people are compared.
with

trainings as (
    select
        agents.agent_id,
        max(agents.trained_at) as trained_on
    from canonical.agents as agents
    inner join parameters
        on agents.trained_at <= parameters.as_of
    group by agents.agent_id
),

around_training as (
    select
        cases.agent_id,
        case when incidents.opened_on < trainings.trained_on then 'before' else 'after' end as side,
        sum(cases.numerator) as numerator,
        count(*) as denominator
    from chosen.sign_incident_rate as cases
    inner join visible_incidents as incidents
        on cases.incident_id = incidents.incident_id
    inner join trainings
        on cases.agent_id = trainings.agent_id
    where
        cases.state = 'counted'
        and incidents.opened_on >= trainings.trained_on - interval 182 day
        and incidents.opened_on < trainings.trained_on + interval 182 day
    group by 1, 2
)

select *
from around_training
qualify count(*) over (partition by agent_id) = 2
