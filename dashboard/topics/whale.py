"""The whale curve in words and places: net value added up from the most valuable customer down."""

import math

import pandas as pd

from dashboard.charts.whale import WhaleMarks
from dashboard.presentation import formats

_FIFTH = 0.2


def curve(rows: pd.DataFrame, currency: str) -> pd.DataFrame:
    """The points of `queries/panels/whale_curve.sql` for `charts.whale`: shares of the whole, or amounts.

    Where the whole is zero or less a share of it means nothing, so the amounts are drawn.
    """
    share = rows["place"] / rows["count_customers"]
    unit = _unit(rows)
    texts = [
        f"<b>{formats.percent(of, 1)} of customers</b><br>{formats.money(amount, currency)}{_of_whole(amount, unit)}"
        for of, amount in zip(share, rows["added_up"], strict=True)
    ]
    return pd.DataFrame({"x": share, "y": rows["added_up"] / (unit or 1.0), "hover": texts})


def _unit(rows: pd.DataFrame) -> float | None:
    """The whole that the curve is a share of, None where there is none."""
    whole = float(rows["added_up"].iloc[-1])
    return whole if whole > 0 else None


def _of_whole(amount: float, unit: float | None) -> str:
    return f", {formats.percent(amount / unit)} of all" if unit else ""


def peak_of(rows: pd.DataFrame) -> tuple[float, float]:
    """The highest point: the share of the customers (0 to 1), and the amount added up; (0, 0) without one."""
    peak = rows[rows["is_peak"]]
    if peak.empty:
        return 0.0, 0.0
    row = peak.iloc[-1]
    return float(row["place"] / row["count_customers"]), float(row["added_up"])


def marks(rows: pd.DataFrame, peak: float | None, currency: str) -> WhaleMarks:
    """What is written into the chart; `peak` is the value of the KPI whale_peak, None when it has no ratio."""
    whole, unit = float(rows["added_up"].iloc[-1]), _unit(rows)
    at, amount = peak_of(rows)
    lost = amount - whole
    fifth = _row_at(rows, _FIFTH)
    reached = float(fifth["added_up"])
    made = formats.percent(reached / unit) if unit else formats.money(reached, currency)
    return WhaleMarks(
        peak=(at, amount / (unit or 1.0)),
        peak_text=f"peak {formats.percent(peak) if peak is not None else formats.money(amount, currency)}",
        whole=whole / (unit or 1.0),
        fifth=(float(fifth["place"] / fifth["count_customers"]), reached / (unit or 1.0)),
        fifth_text=f"20% of customers make {made}",
        lost_text=f"<b>{formats.money(lost, currency)}</b> taken back" if lost > 0 else "",
        ticks=_ticks(rows, unit, currency),
    )


def _row_at(rows: pd.DataFrame, share: float) -> "pd.Series[float]":
    """The first point at or after a share of the customers."""
    return rows[rows["place"] >= math.ceil(rows["count_customers"].iloc[0] * share)].iloc[0]


def _ticks(rows: pd.DataFrame, unit: float | None, currency: str) -> tuple[tuple[float, str], ...]:
    if unit:
        top = math.ceil(2 * float(rows["added_up"].max()) / unit) + 1
        step = max(1, math.ceil(top / 8))
        return tuple((half / 2, formats.percent(half / 2)) for half in range(0, top, step))
    low, high = min(0.0, float(rows["added_up"].min())), max(0.0, float(rows["added_up"].max()))
    return tuple((amount, formats.money(amount, currency)) for amount in sorted({low, 0.0, high}))


def answer(rows: pd.DataFrame, peak: float | None, currency: str) -> str:
    """The answer below "How much profit do they take back?"."""
    at, _ = peak_of(rows)
    if peak is None:
        return "There is no profit to share out: all together bring zero or less."
    whole = f"{formats.money(float(rows['added_up'].iloc[-1]), currency)} net value"
    if peak <= 1:
        return f"Nothing: every customer adds to the {whole}."
    return f"The last {formats.percent(1 - at)} of customers take back {formats.percent(peak - 1)} of {whole}."
