-- one row per full loss that had taken effect by as_of: at 00:00 local of the day of loss
-- stored: view
select *
from visible_losses
where kind = 'full'
