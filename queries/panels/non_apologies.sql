-- one row per non-apology that was the only apology, the newest first: what was said; in full for as many as are asked for
-- The words stand with the apology itself or with the message of the same person at the same moment.
with

utterances as (
    select
        cases.incident_id,
        cases.customer_id,
        apologies.event_id,
        apologies.apologised_at,
        count(*) over () as count_all
    from chosen.non_apology_only as cases
    inner join apologies
        on
            cases.incident_id = apologies.incident_id
            and cases.first_non_apology_at = apologies.apologised_at
    where
        cases.state = 'counted'
        and cases.numerator = 1
        and apologies.grade = 'non_apology'
    order by apologies.apologised_at desc, apologies.event_id
    limit $most
)

select
    utterances.incident_id,
    utterances.customer_id,
    utterances.apologised_at,
    utterances.count_all,
    max(texts.body) as body
from utterances
left join canonical.incident_events as texts
    on
        utterances.incident_id = texts.incident_id
        and utterances.apologised_at = texts.event_at
        and texts.actor_type in ('agent', 'manager')
group by utterances.incident_id, utterances.customer_id, utterances.apologised_at, utterances.count_all
order by utterances.apologised_at desc, utterances.incident_id
