-- one row per currency and day of a rate: what one unit is worth in the base currency, valid until the next row
-- stored: view
with

all_currencies as (
    select upper(currency) as currency
    from canonical.account_month
    where currency is not null
    union all
    select upper(currency) as currency
    from canonical.incident_events
    where currency is not null
),

named_currency as (
    select max(upper(value)) as currency
    from current_settings
    where key = 'currency'
),

commonest_currency as (
    select currency
    from all_currencies
    group by currency
    order by count(*) desc, currency asc
    limit 1
),

base_currency as (
    select coalesce(named_currency.currency, commonest_currency.currency) as currency
    from named_currency
    left join commonest_currency
        on true
)

select
    currency,
    cast('1900-01-01' as date) as valid_from,
    cast(1 as double) as rate,
    true as is_base
from base_currency
where currency is not null
union all
select
    upper(rates.currency) as currency,
    rates.date as valid_from,
    cast(rates.rate as double) as rate,
    false as is_base
from canonical.fx_rates as rates
left join base_currency
    on upper(rates.currency) = base_currency.currency
where base_currency.currency is null
