"""Whether the newest few runs are of another level already: too few for a change point, and enough to tell from a series' own past.

SPDX-License-Identifier: Apache-2.0
"""

import math
from typing import Any, Optional

from mapproof.history.change_points import LEAST, Split
from mapproof.history.noise import is_spell, spread_of

# So many runs say it; one or two are a spell.
FEWEST = 3
# The past that they are held against.
PAST = 8
LONGEST_PAST = 200
ERROR_RATE = 0.001


def newest_change(values: "Any", allowed: "Any", rate: float = ERROR_RATE) -> Optional[Split]:
    """The change by which the end of a level differs from the rest of it, if it does."""
    import numpy

    values = numpy.asarray(values, dtype=float)[-LONGEST_PAST:]
    skipped = len(allowed) - len(values)
    # The longer end first: it knows best.
    for count in range(LEAST + 1, FEWEST - 1, -1):
        at = len(values) - count
        if at >= PAST and allowed[skipped + at]:
            p = _probability(values[:at], values[at:])
            if p <= rate:
                return Split(skipped + at, skipped + at, skipped + at, p)
    return None


def _probability(past: "Any", end: "Any") -> float:
    """That equal runs differ so much. The past's own furthest stretch, even one a run shorter, must be beaten as well: where spells
    come and go, they are no news."""
    import numpy
    from scipy.special import stdtr  # type: ignore[import]

    sign = math.copysign(1.0, float(numpy.mean(end) - numpy.median(past)))
    if float(numpy.min(sign * end)) <= _furthest(sign * past, len(end) - 1):
        return 1.0
    usual = past[~is_spell(past)]
    shift = float(numpy.mean(end) - numpy.mean(usual))
    spread = max(spread_of(usual), float(numpy.std(usual, ddof=1)))
    together = abs(shift) / (spread * math.sqrt(1 / len(end) + 1 / len(usual)))
    # Each of them must say so, or a spell of two would speak for the third.
    each = float(numpy.min(sign * (end - numpy.mean(usual)))) / (spread * math.sqrt(1 + 1 / len(usual)))
    freedom = len(usual) - 1
    return 2 * max(float(stdtr(freedom, -together)), float(stdtr(freedom, -each)) ** len(end))


def _furthest(past: "Any", length: int) -> float:
    """What the furthest stretch of so many runs in the past never fell below."""
    import numpy

    return float(numpy.lib.stride_tricks.sliding_window_view(past, length).min(axis=1).max())
