-- one row per setting: the value in force at as_of
-- stored: view
with

settings_in_force as (
    select
        settings.key,
        settings.value,
        row_number() over (
            partition by settings.key
            order by settings.valid_from desc nulls last
        ) as recency
    from canonical.settings as settings
    inner join parameters
        on coalesce(settings.valid_from <= cast(parameters.as_of as date), true)
)

select
    key,
    value
from settings_in_force
where recency = 1
