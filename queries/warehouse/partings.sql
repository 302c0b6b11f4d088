-- one row per customer whom we parted with, with the dimensions of the incident behind it
-- stored: view
select *
from loss_incidents
where loss_kind = 'ended_by_us'
