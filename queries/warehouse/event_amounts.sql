-- one row per event with money: its amount in the base currency, empty where the currency has no rate on that day
-- No currency = base currency. A rate holds from its day until the next one.
with

money_events as (
    select
        event_id,
        cast(amount as double) as amount,
        upper(currency) as currency,
        cast(event_at as date) as paid_on
    from visible_events
    where amount is not null
),

rate_days as (
    select
        money_days.currency,
        money_days.paid_on,
        max(rates.valid_from) as valid_from
    from (select distinct currency, paid_on from money_events) as money_days
    inner join currency_rates as rates
        on
            money_days.currency = rates.currency
            and money_days.paid_on >= rates.valid_from
    group by money_days.currency, money_days.paid_on
)

select
    money_events.event_id,
    money_events.amount * case when money_events.currency is null then 1 else rates.rate end as amount
from money_events
left join rate_days
    on
        money_events.currency = rate_days.currency
        and money_events.paid_on = rate_days.paid_on
left join currency_rates as rates
    on
        rate_days.currency = rates.currency
        and rate_days.valid_from = rates.valid_from
