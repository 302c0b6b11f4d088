"""What complaints put at stake, by cause: the revenue at risk and what was paid in compensation, as bars."""

from collections.abc import Mapping
from html import escape, unescape

import pandas as pd

from dashboard.charts import bars
from dashboard.presentation import breakdowns, formats

_MOST = 6


def rows(at_risk: pd.DataFrame, paid: pd.DataFrame | None, labels: dict[str, str], currency: str) -> pd.DataFrame:
    """The columns of `charts.bars.COLUMNS` and `key`, the largest cause first, small ones together, "none" last.

    `at_risk` and `paid` are measured by cause: revenue at risk, and compensation (None when it cannot be measured).
    """
    money = {_code(value): float(sum_) for value, sum_ in zip(at_risk["cause_code"], at_risk["numerator"], strict=True)}
    costs = _sums(paid)
    named = sorted((code for code in money if code), key=lambda code: -money[code])
    kept, small = (named, []) if len(named) <= _MOST else (named[: _MOST - 1], named[_MOST - 1 :])
    found = [_of_code(code, money, costs, labels, currency) for code in kept]
    if small:
        cost = sum(costs.get(code, 0.0) for code in small) if costs else None
        found.append(_bar(f"{len(small)} other causes", sum(money[code] for code in small), cost, currency))
    if money.get(""):
        found.append(_of_code("", money, costs, labels, currency))
    frame = pd.DataFrame(found, columns=[*bars.COLUMNS, "key"])
    if len(frame):
        frame.loc[0, "role"] = "emphasis" if frame.loc[0, "role"] == "plain" else frame.loc[0, "role"]
    return frame.astype(dict.fromkeys(("value", "low", "high", "published"), "float64"))


def _code(value: object) -> str:
    return "" if value is None or value != value else str(value)


def _sums(paid: pd.DataFrame | None) -> dict[str, float]:
    if paid is None:
        return {}
    return {_code(value): float(sum_) for value, sum_ in zip(paid["cause_code"], paid["numerator"], strict=True)}


def _of_code(
    code: str, money: Mapping[str, float], costs: Mapping[str, float], labels: dict[str, str], currency: str
) -> tuple[object, ...]:
    name = breakdowns.label("cause_code", code, labels)
    return _bar(name, money[code], costs.get(code), currency, "plain" if code else "neutral", labels.get(code, ""))


def _bar(
    name: str, at_risk: float, paid: float | None, currency: str, role: str = "neutral", key: str = ""
) -> tuple[object, ...]:
    text = formats.money(at_risk, currency)
    note = formats.money(paid, currency) if paid is not None else ""
    compensation = f"<br>{note} paid in compensation" if note else ""
    hover = f"<b>{escape(name, quote=False)}</b><br>{text} at risk{compensation}"
    return escape(name, quote=False), at_risk, None, None, None, role, text, note, hover, key


def answer(frame: pd.DataFrame, currency: str) -> str:
    """The largest cause's part of the whole, in one line."""
    total = float(frame["value"].sum())
    if not total:
        return "No revenue is at risk."
    first = frame.iloc[0]
    share = formats.percent(first["value"] / total)
    return f"{formats.money(total, currency)}, {share} of it: {unescape(first['label'])}."
