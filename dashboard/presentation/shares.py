"""A distribution as bars: the shares of the known cases, the unknown apart, and the published list beside them."""

from dataclasses import dataclass

import pandas as pd

from dashboard.engine.kpis import Kpi
from dashboard.presentation import benchmarks, formats, names

NO_LIST = "none"
_UNAVOIDABLE = ("death", "moved", "natural_flow")
"""Reasons that no company can prevent: drawn in grey."""


UNKNOWN = "unknown"
"""The key of the bar of the unknown."""


@dataclass(frozen=True)
class Apart:
    """What is not known, beside the whole it is a part of: its share and both in words (`13 of 44`)."""

    share: float
    words: str


def published(kpi_id: str, list_name: str) -> dict[str, float]:
    """Category -> published share, of a version of `benchmarks.VERSIONS`; `NO_LIST` has none."""
    return {category: figure.value for category, figure in benchmarks.of_categories(kpi_id, list_name).items()}


def bars(kpi: Kpi, measured: pd.DataFrame, list_name: str, unknown: Apart | None = None) -> pd.DataFrame:
    """The columns of `charts.bars.COLUMNS` and `key`: avoidable reasons first, each from the largest, unknown last.

    `measured` is what `measures.measure` gives for all categories of the KPI; `unknown` says how much is not known,
    without it the cases are counted. Below the KPI's minimum of cases no bar has a colour.
    """
    found = {str(row[str(kpi.category)]): row for row in measured.to_dict("records") if row["cases"]}
    figures = published(kpi.id, list_name)
    order = sorted(
        dict.fromkeys([*found, *figures]),
        key=lambda category: (category in _UNAVOIDABLE, -_share(found, category), -figures.get(category, 0.0)),
    )
    rows = [
        _bar(kpi, category, found.get(category), figures.get(category), place) for place, category in enumerate(order)
    ]
    columns = ["key", "label", "value", "low", "high", "published", "role", "text", "note", "hover"]
    frame = pd.DataFrame([*rows, *_unknown(unknown or _counted_unknown(measured))], columns=columns)
    if measured["cases"].max() < kpi.min_n:
        frame["role"] = frame["role"].replace({"emphasis": "neutral", "plain": "neutral"})
    return frame.astype(dict.fromkeys(("value", "low", "high", "published"), "float64"))


def beside_lists(kpi: Kpi, measured: pd.DataFrame) -> pd.DataFrame:
    """Our shares of the known cases beside every published list: `name`, `ours`, one column per version, all words.

    The last row adds each up, so that a list of 109% is seen to be one. Empty where nothing is published.
    """
    lists = {version: published(kpi.id, version) for version in benchmarks.VERSIONS}
    if not any(lists.values()):
        return pd.DataFrame(columns=["name", "ours", *lists])
    drawn = bars(kpi, measured, "published")
    known = drawn[drawn["role"] != "unknown"]
    rows = [
        {"name": name, "ours": text} | {version: _percent(figures.get(key)) for version, figures in lists.items()}
        for key, name, text in zip(known["key"], known["label"], known["text"], strict=True)
    ]
    ours = _percent(known["value"].sum() or None)
    total = {version: _percent(sum(figures.values())) for version, figures in lists.items()}
    return pd.DataFrame([*rows, {"name": "Adds up to", "ours": ours} | total])


def _percent(share: float | None) -> str | None:
    return None if share is None else formats.percent(share)


def in_words(rows: pd.DataFrame) -> str:
    """All bars in one phrase, for who cannot see them: `Not cared for 39%, Dissatisfied 24%`."""
    return ", ".join(f"{label} {text}" for label, text in zip(rows["label"], rows["text"], strict=True))


def _share(found: dict[str, dict[object, float]], category: str) -> float:
    return found[category]["value"] if category in found else 0.0


def _bar(
    kpi: Kpi, category: str, row: dict[object, float] | None, figure: float | None, place: int
) -> tuple[object, ...]:
    name = names.of(str(kpi.category), category)
    value, low, high = (row["value"], row["low"], row["high"]) if row else (0.0, None, None)
    base = f"{formats.count(row['numerator'])} of {formats.count(row['denominator'])}" if row else "none"
    interval = formats.interval(low, high, "percent")
    note = f"◇ {formats.percent(figure)}" if figure is not None else ""
    share = formats.percent(value)
    hover = f"<b>{name}</b><br>{share}{', ' if interval else ''}{interval}<br>{base}"
    role = "neutral" if category in _UNAVOIDABLE else "emphasis" if place == 0 else "plain"
    return category, name, value, low, high, figure, role, share, note, hover


def _counted_unknown(measured: pd.DataFrame) -> Apart | None:
    """The unknown cases among all; None when everything is known or there is nothing."""
    if measured.empty or not measured["unknown"].max():
        return None
    unknown, known = int(measured["unknown"].max()), int(measured["cases"].max())
    return Apart(unknown / (unknown + known), f"{unknown:,} of {unknown + known:,}")


def _unknown(apart: Apart | None) -> list[tuple[object, ...]]:
    """The bar of the unknown, with its own base: all cases."""
    if apart is None:
        return []
    share = formats.percent(apart.share)
    hover = f"<b>Unknown</b><br>{share} of all<br>{apart.words}"
    return [(UNKNOWN, "Unknown", apart.share, None, None, None, "unknown", share, "of all", hover)]
