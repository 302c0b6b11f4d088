-- one row per complaint with an intervention before its landmark: the types of all of them, separated by commas
-- stored: view
select
    incident_id,
    string_agg(intervention, ',') as treatments
from case_interventions
group by incident_id
