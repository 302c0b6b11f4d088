-- one row per agent who is still here and had complaints of the customer $customer_id: how many, how many were verified
select
    incidents.agent_id,
    count(*) as count_complaints,
    count(case when incidents.verified_at is not null then 1 end) as count_verified
from incident_facts as incidents
where
    incidents.customer_id = $customer_id
    and incidents.is_complaint
    and incidents.agent_id is not null
    and incidents.agent_id not in (
        select agents.agent_id
        from canonical.agents as agents
        inner join parameters
            on agents.left_at <= cast(parameters.as_of as date)
    )
group by incidents.agent_id
order by count_verified desc, count_complaints desc, incidents.agent_id
limit 3
