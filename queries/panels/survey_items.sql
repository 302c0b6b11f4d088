-- one row per survey item about the person and the answer: how many agreed, and how many of those asked answered at all
-- Agreed = 4 or 5 on a scale from 1 to 5, or a yes; the formula of handled_well.
with

asked as (
    select
        question_id,
        count(*) as count_asked,
        sum(is_answered) as count_responded
    from chosen.survey_responses
    group by question_id
)

select
    answers.question_id,
    count(*) as count_answered,
    count(case when answers.score >= case answers.question_id when 'answered_properly' then 1 else 4 end then 1 end)
        as count_agreed,
    count(case when answers.score <= case answers.question_id when 'answered_properly' then 0 else 2 end then 1 end)
        as count_disagreed,
    max(asked.count_asked) as count_asked,
    max(asked.count_responded) as count_responded
from chosen.complaint_answers as answers
left join asked
    on answers.question_id = asked.question_id
where answers.question_id in ('satisfaction', 'answered_properly', 'respected', 'on_our_side', 'felt_welcome')
group by answers.question_id
