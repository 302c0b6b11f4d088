-- one row per event whose code belongs to another type of event
select 'incident_events' as table_name, event_id as key, 'have a code that does not belong to ' || event_type as message
from canonical.incident_events
where (event_type = 'apology' and code not in ('specific', 'formulaic', 'non_apology', 'sympathy'))
  or (event_type = 'transfer' and code not in ('warm', 'cold'))
  or (event_type = 'promise_made' and code not in ('us', 'customer', 'shared', 'undefined'))
  or (event_type = 'promise_rescheduled' and code not in ('agreed', 'unilateral'))
  or (event_type = 'change_notice_sent' and code not in ('text', 'pictures', 'both'))
  or (event_type = 'selfservice_attempt' and code not in ('ok', 'failed', 'unavailable'))
  or (event_type = 'ivr_session' and code not in ('ok', 'loop', 'no_human', 'hang_up'))
  or (event_type = 'corrective_action' and code not in ('warning', 'moved', 'demoted', 'pay_cut', 'dismissed'))
  or (event_type = 'sign_observed' and substr(code, 1, 1) <> 'S')
