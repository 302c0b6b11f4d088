"""What makes the invented company of `company.py` complete: talk, promises, offers, surveys, reviews, costs, agents.

Everything follows from hashes of the incident's id, so the same company comes out at any size and no event depends on
when the data end.
"""

INCIDENTS = """
update canonical.incidents set
    agent_id = 'a' || (1 + hash(incident_id || 'ag') % 12),
    cause_verified = case hash(incident_id || 'cv') % 5 when 0 then null when 1 then false else true end,
    cause_owner = case hash(incident_id || 'co') % 4 when 0 then 'customer' when 1 then 'third' else 'us' end,
    failure_type = case hash(incident_id || 'ft') % 5
        when 0 then 'monetary' when 1 then 'product' when 2 then 'service' when 3 then 'attention' end,
    detected_by = case hash(incident_id || 'db') % 6 when 0 then 'company' when 1 then 'callback_survey'
        else 'customer' end,
    deadline_at = case when hash(incident_id || 'dl') % 3 > 0 then opened_at + interval 30 day end,
    external_escalation = case when hash(incident_id || 'ee') % 40 = 0 then 'ombudsman'
        when hash(incident_id || 'ee') % 3 > 0 then 'none' end
"""

EVENTS = """
insert into canonical.incident_events (
    event_id, incident_id, event_at, event_type, actor_type, actor_id, direction, code, ref_id, due_at, amount,
    question_id, score, duration_s, wait_s
)
with marked as (
    select incident_id, opened_at, agent_id,
        hash(incident_id || 'p') % 100 as promise, hash(incident_id || 'q') % 100 as offer,
        hash(incident_id || 's') % 100 as survey, hash(incident_id || 't') % 100 as talk,
        hash(incident_id || 'u') % 100 as other, cast(hash(incident_id || 'v') % 96 as int) as delay
    from canonical.incidents
),
events as (
    select incident_id || ':in' as event_id, incident_id, opened_at as event_at, 'message' as event_type,
        'customer' as actor_type, null as actor_id, 'inbound' as direction, null as code, null as ref_id,
        cast(null as timestamp) as due_at, null as amount, null as question_id, null as score, null as duration_s,
        null as wait_s, talk < 80 as is_kept
    from marked
    union all
    select incident_id || ':out', incident_id, opened_at + to_hours(delay), 'message', 'agent', agent_id, 'outbound',
        null, null, null, null, null, null, 300 + other * 6, null, talk < 75
    from marked
    union all
    select incident_id || ':call', incident_id, opened_at + to_hours(delay + 2), 'call', 'customer', null, 'inbound',
        null, null, null, null, null, null, 200 + other * 4, other * 9, talk >= 70
    from marked
    union all
    select incident_id || ':ivr', incident_id, opened_at - interval 5 minute, 'ivr_session', 'customer', null, null,
        case when other < 20 then 'loop' when other < 30 then 'no_human' end, null, null, null, null, null, 90, null,
        talk >= 70
    from marked
    union all
    select incident_id || ':self', incident_id, opened_at - interval 2 hour, 'selfservice_attempt', 'customer', null,
        null, case when other < 40 then 'failed' else 'ok' end, null, null, null, null, null, null, null, talk % 4 = 0
    from marked
    union all
    select incident_id || ':tr', incident_id, opened_at + to_hours(delay + 5), 'transfer', 'agent', agent_id, null,
        case other % 3 when 0 then 'warm' when 1 then 'cold' end, null, null, null, null, null, null, null, talk % 5 = 0
    from marked
    union all
    select incident_id || ':ex', incident_id, opened_at + to_hours(delay + 1), 'explanation', 'agent', agent_id, null,
        null, null, null, null, null, null, null, null, other % 6 = 0
    from marked
    union all
    select incident_id || ':pm', incident_id, opened_at + to_hours(delay), 'promise_made', 'agent', agent_id, null,
        'us', incident_id || ':pr', case when promise < 30 then opened_at + to_hours(delay + 120) end, null, null, null,
        null, null, promise < 36
    from marked
    union all
    select incident_id || ':pf', incident_id, opened_at + to_hours(delay + 40 + cast(other as int)),
        'promise_fulfilled', 'agent', agent_id, null, null, incident_id || ':pr', null, null, null, null, null, null,
        promise < 26
    from marked
    union all
    select incident_id || ':of', incident_id, opened_at + to_hours(delay + 3), 'comp_offered', 'agent', agent_id, null,
        case other % 4 when 0 then 'refund' when 1 then 'replacement' when 2 then 'reperformance' end,
        incident_id || ':oo', null, 10 + other, null, null, null, null, offer < 30
    from marked
    union all
    select incident_id || ':ap', incident_id, opened_at + to_hours(delay + 2), 'comp_approved', 'manager', 'm1', null,
        null, incident_id || ':oo', null, null, null, null, null, null, offer < 15
    from marked
    union all
    select incident_id || ':pd', incident_id, opened_at + to_hours(delay + 72), 'comp_paid', 'agent', agent_id, null,
        null, incident_id || ':oo', null, 10 + other, null, null, null, null, offer < 25
    from marked
    union all
    select incident_id || ':fx', incident_id, opened_at + to_hours(delay + 8), 'fix_delivered', 'agent', agent_id, null,
        null, null, null, null, null, null, null, null, other % 3 = 0
    from marked
    union all
    select incident_id || ':cd', incident_id, opened_at + to_hours(delay + 500), 'customer_disputed', 'customer', null,
        null, null, null, null, null, null, null, null, null, other % 9 = 0
    from marked
    union all
    select incident_id || ':qa', incident_id, opened_at + interval 20 day, 'qa_reviewed', 'manager', 'm1', null, null,
        null, null, null, null, null, null, null, talk % 10 = 0
    from marked
    union all
    select incident_id || ':sg', incident_id, opened_at + interval 19 day, 'sign_observed', 'manager', 'm1', null,
        'S0' || (1 + other % 9), null, null, null, null, null, null, null, talk % 20 = 0
    from marked
    union all
    select incident_id || ':ss', incident_id, opened_at + interval 17 day, 'survey_sent', 'system', null, null, null,
        null, null, null, null, null, null, null, survey < 50
    from marked
    union all
    select incident_id || ':' || items.item, incident_id, opened_at + interval 18 day, 'survey_answer', 'customer',
        null, null, null, null, null, null, items.item,
        items.lowest + hash(incident_id || items.item) % (items.highest - items.lowest + 1), null, null, survey < 25
    from marked cross join (
        values ('satisfaction', 1, 5), ('effort_customer', 1, 5), ('effort_company', 1, 5), ('resolved', 0, 1),
            ('recommend', 0, 10), ('told_people', 0, 20), ('respected', 1, 5), ('ces7', 1, 7)
    ) as items(item, lowest, highest)
)
select event_id, incident_id, event_at, event_type, actor_type, actor_id, direction, code, ref_id, due_at, amount,
    question_id, score, duration_s, wait_s
from events
where is_kept and event_at <= $as_of::timestamp
"""

APOLOGIES = """
update canonical.incident_events set
    code = case hash(event_id) % 4 when 0 then 'specific' when 1 then 'non_apology' else 'formulaic' end,
    body = 'We are sorry that it took ' || hash(event_id || 'd') % 9 || ' days.'
where event_type = 'apology'
"""

AGENTS = """
insert into canonical.agents (agent_id, valid_from, team_id, comp_limit)
select 'a' || n, date '2023-01-01', 't' || (1 + n % 5), (n % 4) * 20 from range(1, 13) as numbers(n)
union all
select 'm1', date '2023-01-01', 't1', 1000
"""

LOSSES = """
update canonical.losses set
    justified = case hash(loss_id || 'j') % 4 when 0 then 'unjustified' when 1 then null else 'justified' end,
    won_back_at = case when hash(loss_id || 'w') % 5 = 0 then lost_at + 60 end
"""

INTERVENTIONS = """
insert into canonical.interventions (intervention_id, customer_id, incident_id, type, level, started_at, cost)
select incident_id || ':' || kinds.kind, customer_id, incident_id, kinds.kind, 'case', opened_at + interval 2 day,
    kinds.cost
from canonical.incidents
cross join (values ('refund', 40, 0, 50), ('apology_call', 8, 30, 80)) as kinds(kind, cost, lowest, highest)
where hash(incident_id || 'iv') % 100 between kinds.lowest and kinds.highest and customer_id is not null
"""

SETTINGS = "insert into canonical.settings (key, value) values ('rate_per_hour', '40')"

STATEMENTS = (
    ("incidents", INCIDENTS),
    ("incident_events", EVENTS),
    ("incident_events", APOLOGIES),
    ("agents", AGENTS),
    ("losses", LOSSES),
    ("interventions", INTERVENTIONS),
    ("settings", SETTINGS),
)
"""Table -> the statement that completes it."""
