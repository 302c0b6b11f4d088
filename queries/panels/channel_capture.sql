-- one row per channel: its incidents, and whether what the company wrote on it is in the data
select
    coalesce(channel, '') as channel,
    count(*) as count_incidents,
    bool_or(is_observed) as is_captured
from chosen.incident_facts
group by coalesce(channel, '')
order by count_incidents desc, channel
