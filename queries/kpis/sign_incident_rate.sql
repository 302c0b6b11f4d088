-- label: Signs of bad service
-- question: In how many complaints does our service show a sign of disregard?
-- family: signs
-- shape: ratio
-- unit: percent
-- better: down
-- clock: opened
-- horizon: 14 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.event_type=message; incident_events.actor_type or incident_events.direction
-- numerator: Of these, incidents with at least one sign up to 14 days after opening: a silent wait (S02), a blind transfer (S04) and, where texts are read and the channel is captured, a first reply without greeting (S01) or a last message before the first “solved” without thanks (S15).
-- denominator: Complaints and critical incidents opened in the week with a message up to 14 days after opening.
-- excluded: Incidents without messages; signs that only a reviewer can see; questions and requests; incidents younger than 14 days.
-- traps: The rows name the signs included (codes_included). Reading one more sign lifts the level: annotate that day.
select
    incidents.incident_id as case_id,
    incidents.opened_week as week,
    incidents.opened_at + interval 14 day as matures_at,
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
    case when signs.count_signs > 0 then 1 else 0 end as numerator,
    1 as denominator,
    incidents.opened_at,
    signs.count_signs,
    signs.has_no_greeting,
    signs.has_silent_wait,
    signs.has_blind_transfer,
    signs.has_no_thanks,
    signs.codes_included
from incident_sign_flags as signs
inner join visible_incidents as incidents
    on signs.incident_id = incidents.incident_id
where incidents.is_complaint
