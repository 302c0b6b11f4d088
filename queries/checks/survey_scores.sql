-- one row per survey answer outside the scale of its question
select 'incident_events' as table_name, event_id as key, 'have a score outside the scale of ' || question_id as message
from canonical.incident_events
where event_type = 'survey_answer'
  and (
    (question_id in ('resolved', 'answered_properly') and score not in (0, 1))
    or (
      question_id in ('satisfaction', 'effort_customer', 'effort_company', 'respected', 'felt_welcome', 'on_our_side')
      and (score < 1 or score > 5)
    )
    or (question_id = 'ces7' and (score < 1 or score > 7))
    or (question_id = 'recommend' and (score < 0 or score > 10))
    or (question_id = 'told_people' and score < 0)
  )
