-- one row per incident on a captured channel and sign seen in our words: S01 no greeting, S15 no thanks
-- S01: we first speak in a text without greeting. S15: our last text up to the first claim is without thanks, and none were
-- noted between it and 60 seconds after the claim. What was said on the phone cannot be read and is no sign.
with

words_of_ours as (
    select
        events.incident_id,
        events.event_id,
        events.event_at,
        events.has_text,
        incidents.first_claim_at,
        least(
            incidents.first_claim_at + interval 60 second,
            incidents.opened_at + interval 14 day
        ) as last_moment_to_thank
    from contact_events as events
    inner join incident_facts as incidents
        on events.incident_id = incidents.incident_id
    cross join (select count(*) as count_signs from derivable_signs where sign_code in ('S01', 'S15')) as readable
    where
        events.is_from_company
        and events.is_message_or_call
        and incidents.is_observed
        and readable.count_signs > 0
),

first_and_last as (
    select
        incident_id,
        first_claim_at,
        last_moment_to_thank,
        min(event_at) as first_at,
        max(case when event_at <= first_claim_at then event_at end) as last_at
    from words_of_ours
    group by incident_id, first_claim_at, last_moment_to_thank
),

courtesies as (
    select
        event_id,
        max(case when label = 'greeting' then 1 else 0 end) as has_greeting,
        max(case when label = 'thanks' then 1 else 0 end) as has_thanks
    from canonical.text_labels
    where label in ('greeting', 'thanks')
    group by event_id
),

thanked_in_time as (
    select distinct first_and_last.incident_id
    from first_and_last
    inner join visible_events as events
        on
            first_and_last.incident_id = events.incident_id
            and first_and_last.last_at <= events.event_at
            and first_and_last.last_moment_to_thank >= events.event_at
    where
        events.event_type = 'thanked'
        and events.actor_type in ('agent', 'manager')
),

judged_texts as (
    select
        words_of_ours.incident_id,
        'S01' as sign_code,
        words_of_ours.event_at as sign_at,
        words_of_ours.has_text,
        coalesce(courtesies.has_greeting, 0) as is_courteous
    from words_of_ours
    inner join first_and_last
        on
            words_of_ours.incident_id = first_and_last.incident_id
            and words_of_ours.event_at = first_and_last.first_at
    left join courtesies
        on words_of_ours.event_id = courtesies.event_id
    union all
    select
        words_of_ours.incident_id,
        'S15' as sign_code,
        words_of_ours.first_claim_at as sign_at,
        words_of_ours.has_text,
        case when thanked_in_time.incident_id is null then coalesce(courtesies.has_thanks, 0) else 1 end as is_courteous
    from words_of_ours
    inner join first_and_last
        on
            words_of_ours.incident_id = first_and_last.incident_id
            and words_of_ours.event_at = first_and_last.last_at
    left join courtesies
        on words_of_ours.event_id = courtesies.event_id
    left join thanked_in_time
        on words_of_ours.incident_id = thanked_in_time.incident_id
)

select
    judged_texts.incident_id,
    judged_texts.sign_code,
    judged_texts.sign_at
from judged_texts
inner join derivable_signs
    on judged_texts.sign_code = derivable_signs.sign_code
where judged_texts.has_text
group by judged_texts.incident_id, judged_texts.sign_code, judged_texts.sign_at
having max(judged_texts.is_courteous) = 0
