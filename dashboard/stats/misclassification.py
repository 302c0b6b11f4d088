"""The share behind what an imperfect detector counts, from how often the detector is right.

Source: Rogan and Gladen (1978), Am. J. Epidemiol. 107; limits of Lang and Reiczigel (2014), Prev. Vet. Med. 113.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.intervals import Z95, FloatArray, Interval


class Checks(NamedTuple):
    """What the detector was measured on: messages with the label and those of them found, messages without and left."""

    with_label: int
    found: int
    without_label: int
    left: int

    @property
    def sensitivity(self) -> float:
        """Share of the messages with the label that were found; NaN without such messages."""
        return self.found / self.with_label if self.with_label else float("nan")

    @property
    def specificity(self) -> float:
        """Share of the messages without the label that did not get it; NaN without such messages."""
        return self.left / self.without_label if self.without_label else float("nan")


def corrected_share(observed: ArrayLike, sensitivity: ArrayLike, specificity: ArrayLike) -> FloatArray:
    """The true share (0 to 1) when `observed` is the share found: `(obs + sp - 1) / (se + sp - 1)`, cut to 0..1.

    NaN where the detector is no better than chance (sensitivity + specificity at most 1): then nothing can be said.
    """
    shares = np.asarray(observed, dtype=np.float64)
    specific = np.asarray(specificity, dtype=np.float64)
    better = np.asarray(sensitivity, dtype=np.float64) + specific - 1
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(better > 0, np.clip((shares + specific - 1) / better, 0, 1), np.nan)


def corrected_limits(observed: ArrayLike, messages: ArrayLike, checks: Checks) -> Interval:
    """95 % limits of the corrected share, for chance in the messages and in the checks of the detector.

    Args:
        observed: Share found, 0 to 1.
        messages: Of how many.
        checks: On what sensitivity and specificity were measured.

    Returns:
        Limits between 0 and 1; NaN without messages or checks, or when the detector is no better than chance.
    """
    size = np.asarray(messages, dtype=np.float64)
    share = (size * np.asarray(observed, dtype=np.float64) + Z95**2 / 2) / (size + Z95**2)
    found, left = (checks.found + 1) / (checks.with_label + 2), (checks.left + 1) / (checks.without_label + 2)
    better = found + left - 1
    if better <= 0 or not checks.with_label or not checks.without_label:
        return Interval(np.full_like(share, np.nan), np.full_like(share, np.nan))
    true = (share + left - 1) / better
    of_found, of_left = found * (1 - found) / (checks.with_label + 2), left * (1 - left) / (checks.without_label + 2)
    shift = 2 * Z95**2 * (true * of_found - (1 - true) * of_left)
    spread = share * (1 - share) / (size + Z95**2) + true**2 * of_found + (1 - true) ** 2 * of_left
    half = Z95 * np.sqrt(spread) / better
    unknown = ~(size > 0)
    low, high = np.clip(true + shift - half, 0, 1), np.clip(true + shift + half, 0, 1)
    return Interval(np.where(unknown, np.nan, low), np.where(unknown, np.nan, high))
