-- one row per choice of filters: how many incidents they leave, to see whether the one looked at is among them
select count(*) as count_matching
from chosen.incident_facts
