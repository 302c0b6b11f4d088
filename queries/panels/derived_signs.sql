-- one row per selection: complaints in which each sign that the records show was seen, and which signs those are
select
    count(*) as count_all,
    count(case when has_no_greeting then 1 end) as count_s01,
    count(case when has_silent_wait then 1 end) as count_s02,
    count(case when has_blind_transfer then 1 end) as count_s04,
    count(case when has_no_thanks then 1 end) as count_s15,
    max(codes_included) as codes_included
from chosen.sign_incident_rate
where state = 'counted'
