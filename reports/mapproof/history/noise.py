"""How restless a series is by itself, and which of its points are spells: high for a few runs, and back again.

SPDX-License-Identifier: Apache-2.0
"""

from typing import Any

# A point is held against so many around it; so a spell is shorter than half of that, and a level longer.
WINDOW = 11
# So many spreads from its neighbours a point is a spell.
FAR = 5.0
# Nothing that is measured is quieter; and figures that are all the same differ from the next by more than nothing.
LEAST_SPREAD = 1e-4


def spread_of(values: "Any") -> float:
    """The standard deviation from run to run, from differences of neighbours, so that levels do not count; the median, so that
    spells do not."""
    import numpy

    if len(values) < 3:
        return LEAST_SPREAD
    return max(LEAST_SPREAD, float(numpy.median(numpy.abs(numpy.diff(values)))) * 1.4826 / 2**0.5)


def is_spell(values: "Any") -> "Any":
    """Which points lie far from what is usual around them."""
    import numpy

    count = len(values)
    if count < WINDOW:
        return numpy.zeros(count, dtype=bool)
    starts = numpy.clip(numpy.arange(count) - WINDOW // 2, 0, count - WINDOW)
    around = numpy.median(numpy.lib.stride_tricks.sliding_window_view(values, WINDOW), axis=1)[starts]
    return numpy.abs(values - around) > FAR * spread_of(values)


def clinging(residuals: "Any") -> float:
    """By how much sums of these vary more than if each were independent of the one before: the long-run variance over the plain
    one (Newey and West), and never less than 1."""
    import numpy

    count = len(residuals)
    variance = float(residuals @ residuals) / count
    if variance == 0:
        return 1.0
    lags = max(1, int(1.5 * count ** (1 / 3)))
    weighted = sum((1 - lag / (lags + 1)) * float(residuals[lag:] @ residuals[:-lag]) for lag in range(1, min(lags, count - 1) + 1))
    return max(1.0, 1 + 2 * weighted / count / variance)
