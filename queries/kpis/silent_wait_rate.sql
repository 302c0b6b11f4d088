-- label: Silent waits
-- question: How many customers wait over 24 hours without a word of apology or explanation?
-- family: signs
-- shape: ratio
-- unit: percent
-- better: down
-- clock: opened
-- horizon: 14 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.event_type=message or incident_events.event_type=call or incident_events.wait_s; incident_events.actor_type or incident_events.direction
-- numerator: Of these, incidents with a message or call that waited more than 24 hours for a reply, or a live wait of more than 10 minutes, while nobody of the company really apologised or explained: until 60 seconds after the reply, or 15 minutes after a live wait.
-- denominator: Complaints and critical incidents opened in the week in which the customer waited for a reply or live, the wait beginning at most 14 days after opening.
-- excluded: Messages that only say thanks; what lies more than 14 days after opening; questions and requests; incidents younger than 14 days.
-- traps: Nights and weekends count unless a business calendar is loaded. Those still waiting count once the limit has passed. An apology or explanation breaks the silence, but is no reply. A call settled at once still waits for our next message or call.
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
    case when waits.count_silent_waits > 0 then 1 else 0 end as numerator,
    1 as denominator,
    incidents.opened_at,
    waits.count_waits,
    waits.longest_hours,
    waits.count_silent_waits,
    waits.first_silent_at
from incident_waits as waits
inner join visible_incidents as incidents
    on waits.incident_id = incidents.incident_id
where incidents.is_complaint
