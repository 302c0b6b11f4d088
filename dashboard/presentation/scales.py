"""Round values for an axis, and how it writes them."""

import math
import re
from collections.abc import Sequence


def round_values(drawn: Sequence[float], about: int) -> list[float]:
    """About so many round values (1, 2 or 5 times a power of ten) from the least to the most drawn; zero is one."""
    low, high = min(0.0, *drawn, 0.0), max(0.0, *drawn, 0.0)
    step = _round_step((high - low) / about or 1.0)
    first, last = math.floor(low / step + _NOISE), math.floor(high / step + _NOISE)
    return [at * step for at in range(first + (first * step < low - step * _NOISE), last + 1)]


def plain(texts: Sequence[str]) -> list[str]:
    """Numbers without decimals where none of them needs any: `5.00 d`, `10.0 d` -> `5 d`, `10 d`."""
    shorter = [re.sub(r"(\d)\.0+(?!\d)", r"\1", text) for text in texts]
    return list(texts) if any("." in text for text in shorter) else shorter


_NOISE = 1e-9


def _round_step(rough: float) -> float:
    """The round step just below."""
    power = 10.0 ** math.floor(math.log10(rough))
    return max(step * power for step in (1, 2, 5) if step * power <= rough * (1 + _NOISE))
