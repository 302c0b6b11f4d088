-- one row per team that has a name
select team_id, name
from canonical.teams
where name is not null
