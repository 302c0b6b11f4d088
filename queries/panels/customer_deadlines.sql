-- one row per customer $customer_id: deadlines of its complaints, passed, missed (not solved by then), and the next one
select
    count(
        case
            when
                complaints.deadline_at <= parameters.as_of
                and coalesce(complaints.fixed_at > complaints.deadline_at, true)
                then 1
        end
    ) as count_missed,
    count(case when complaints.deadline_at <= parameters.as_of then 1 end) as count_passed,
    min(case when complaints.deadline_at > parameters.as_of then complaints.deadline_at end) as next_deadline_at
from incident_facts as complaints
cross join parameters
where
    complaints.customer_id = $customer_id
    and complaints.is_complaint
