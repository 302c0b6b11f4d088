"""Who offered compensation, what that person might give alone, and whether and when somebody approved it: in words."""

from datetime import datetime

import pandas as pd

from dashboard.presentation import formats, records


def sentences(offers: pd.DataFrame, timezone: str, currency: str) -> list[str]:
    """One plain sentence per offer of the panel `one_incident_offers`; a missing approval begins with ✕."""
    return [_sentence(row, timezone, currency) for row in records.of(offers)]


def _sentence(row: dict[str, object], timezone: str, currency: str) -> str:
    when = formats.moment(_time(row["offered_at"]), timezone)
    who = f" by {row['offering_agent_id']}" if row["offering_agent_id"] is not None else ""
    size = "" if row["amount"] is None else f" of {formats.money_exact(float(str(row['amount'])), currency)}"
    breach = "✕ " if row["is_above_limit"] and row["is_approved_in_time"] is False else ""
    return f"{breach}Offer{size}{who}, {when}: {_approval(row, timezone, currency)}."


def _approval(row: dict[str, object], timezone: str, currency: str) -> str:
    if row["is_above_limit"] is None:
        return "whether it needed an approval cannot be told, the amount or the own limit is not known"
    limit = f"the own limit of {formats.money_exact(float(str(row['own_limit'])), currency)}"
    if not row["is_above_limit"]:
        return f"within {limit}"
    if row["is_approved_in_time"] is None:
        return f"above {limit}, approved by somebody whose limit is not known"
    if row["approved_at"] is None:
        return f"above {limit}, and nobody who may has approved it"
    when = formats.moment(_time(row["approved_at"]), timezone)
    return f"above {limit}, approved {'' if row['is_approved_in_time'] else 'too late, '}{when}"


def _time(value: object) -> datetime:
    moment: datetime = pd.Timestamp(str(value)).to_pydatetime()
    return moment
