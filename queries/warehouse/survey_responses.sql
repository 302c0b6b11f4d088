-- one row per complaint whose customer was sent a survey and item asked: when first asked, and whether it was answered
-- A survey sent without naming an item asks all items that anybody answered.
-- stored: view
with

requests as (
    select
        incident_id,
        question_id,
        min(event_at) as asked_at,
        min(happened_week) as asked_week
    from local_events
    where event_type = 'survey_sent'
    group by incident_id, question_id
),

items as (
    select distinct question_id
    from survey_answers
),

requests_by_item as (
    select
        requests.incident_id,
        items.question_id,
        min(requests.asked_at) as asked_at,
        min(requests.asked_week) as asked_week
    from requests
    inner join items
        on coalesce(requests.question_id, items.question_id) = items.question_id
    group by requests.incident_id, items.question_id
)

select
    incidents.incident_id,
    incidents.customer_id,
    incidents.team_id,
    incidents.agent_id,
    incidents.channel,
    incidents.product,
    incidents.segment,
    incidents.cause_code,
    incidents.severity,
    incidents.justified,
    incidents.language,
    incidents.is_internal,
    incidents.kind,
    requests.question_id,
    requests.asked_at,
    requests.asked_week,
    case when answers.incident_id is null then 0 else 1 end as is_answered
from requests_by_item as requests
inner join visible_incidents as incidents
    on requests.incident_id = incidents.incident_id
left join survey_answers as answers
    on
        requests.incident_id = answers.incident_id
        and requests.question_id = answers.question_id
where incidents.is_complaint
