"""Where a series changes its level: binary segmentation by the largest standardised sum of bounded scores.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import dataclass
from typing import Any, Callable, List, Optional, Tuple

from mapproof.history.noise import LEAST_SPREAD, clinging, is_spell, spread_of

# A level has so many points at least; what is newer is newest.py's.
LEAST = 5
# No point pulls harder than so many spreads from the middle.
BOUND = 2.0
# The probability that a series without a change shows one.
ERROR_RATE = 0.004
# Places that explain a series nearly as well as the best one, in halves of the likelihood ratio's chi-square: 95 %.
NEARLY = 3.84


# The windows in which a series is looked at besides.
LONG, SHORT = 200, 24
# Of the error rate, for the short ones.
SHARE = 0.2
# Scores that are all at the bound say nothing of their spread.
LEAST_VARIANCE = 0.05


@dataclass(frozen=True)
class Split:
    """A change: the first point of the new level, the range that it may be in, and how probable such a one is without any change."""

    at: int
    first: int
    last: int
    p: float


# What part of a series shows at this rate.
Within = Callable[[int, int, float], Optional[Split]]


def change_points(values: "Any", allowed: "Optional[Any]" = None, rate: float = ERROR_RATE) -> List[Split]:
    """The changes of a series of logarithms, in order. Splits only before points that are allowed: runs of one commit stay together."""
    import numpy

    values = numpy.asarray(values, dtype=float)
    kept = numpy.flatnonzero(~is_spell(values))
    may = numpy.ones(len(values), dtype=bool) if allowed is None else numpy.asarray(allowed)
    series, starts = values[kept], _starts(may, kept)

    def within(start: int, end: int, rate: float) -> Optional[Split]:
        split = _split(series[start:end], starts[start:end], rate)
        return None if split is None else Split(start + split.at, start + split.first, start + split.last, split.p)

    edges = [0, *_from_windows(series, within, rate), len(kept)]
    places = list(edges[1:-1])
    open_parts = list(zip(edges, edges[1:]))
    while open_parts:
        start, end = open_parts.pop()
        split = within(start, end, rate)
        if split is not None:
            places.append(split.at)
            open_parts += [(start, split.at), (split.at, end)]
    found = _between_neighbours(sorted(places), len(kept), within, rate)
    return [Split(int(kept[one.at]), int(kept[one.first]), int(kept[one.last]), one.p) for one in found]


def _from_windows(series: "Any", within: "Within", rate: float) -> List[int]:
    """What windows show, long ones all over and short ones where it is news: levels that come and go leave nothing in the sums of
    the whole."""
    count = len(series)
    long = [(start, min(start + LONG, count)) for start in range(0, count - LONG // 2, LONG // 2)] if count > LONG else []
    short = [(start, start + SHORT) for start in range(max(0, count - LONG), count - SHORT + 1, SHORT // 3)]
    promising = _promising(series[slice(-LONG, None)], SHARE * rate / len(short)) if short else ()
    found = [within(*window, rate / len(long)) for window in long]
    found += [within(*window, SHARE * rate / len(short)) for window, hope in zip(short, promising) if hope]
    kept: List[int] = []
    for split in sorted(filter(None, found), key=lambda one: one.p):
        if all(abs(split.at - other) >= LEAST for other in kept):
            kept.append(split.at)
    return sorted(kept)


def _promising(values: "Any", rate: float) -> "Any":
    """Which short windows are worth a look: all of them at once, and as if nothing clung."""
    import numpy

    windows = numpy.lib.stride_tricks.sliding_window_view(values, SHORT)[:: SHORT // 3]
    spreads = numpy.maximum(numpy.median(numpy.abs(numpy.diff(windows)), axis=1) * 1.4826 / 2**0.5, LEAST_SPREAD)
    scores = numpy.clip((windows - numpy.median(windows, axis=1)[:, None]) / spreads[:, None], -BOUND, BOUND)
    scores -= scores.mean(axis=1)[:, None]
    left = numpy.arange(LEAST, SHORT - LEAST + 1)
    heights = (numpy.cumsum(scores, axis=1)[:, left - 1] ** 2 * SHORT / (left * (SHORT - left))).max(axis=1)
    variances = numpy.maximum(((scores**2).sum(axis=1) - heights) / (SHORT - 2), LEAST_VARIANCE)
    return [probability(float(height), SHORT) <= rate for height in numpy.sqrt(heights / variances)]


def _between_neighbours(places: List[int], count: int, within: "Within", rate: float) -> List[Split]:
    """Each change once more, between those beside it: what was found amid others may lie elsewhere, or not be one."""
    found: List[Split] = []
    for place, after in zip(places, [*places[1:], count]):
        split = within(found[-1].at if found else 0, after, rate)
        if split is not None:
            found.append(split)
    return found


def _starts(may: "Any", kept: "Any") -> "Any":
    """Whether a commit begins between a point and the one that was kept before it."""
    import numpy

    begun = numpy.cumsum(may)[kept]
    return numpy.concatenate(([False], begun[1:] > begun[:-1]))


def _split(values: "Any", may: "Any", rate: float) -> Optional[Split]:
    import numpy

    count = len(values)
    if count < 2 * LEAST:
        return None
    scores = numpy.clip((values - numpy.median(values)) / spread_of(values), -BOUND, BOUND)
    left = numpy.arange(1, count)
    sums = numpy.cumsum(scores)[:-1] - left / count * scores.sum()
    usable = may[1:] & (left >= LEAST) & (left <= count - LEAST)
    if not usable.any():
        return None
    heights = numpy.where(usable, numpy.abs(sums) / numpy.sqrt(left * (count - left) / count), 0.0)
    at = int(numpy.argmax(heights)) + 1
    unit = _unit(scores, at)
    p = probability(float(heights[at - 1]) / unit, count)
    if p > rate:
        return None
    near = numpy.flatnonzero((heights / unit) ** 2 >= (heights[at - 1] / unit) ** 2 - NEARLY) + 1
    return Split(at, int(near[0]), int(near[-1]), p)


def _unit(scores: "Any", at: int) -> float:
    """The standard deviation of a standardised sum, from what is left beside both levels."""
    import numpy

    left, right = scores[:at], scores[at:]
    residuals = numpy.concatenate((left - left.mean(), right - right.mean()))
    # Two values are lost to the levels.
    variance = float(residuals @ residuals) / (len(scores) - 2)
    return math.sqrt(max(variance, LEAST_VARIANCE) * clinging(residuals))


def probability(height: float, count: int) -> float:
    """That the largest standardised sum of a series without a change is as high (Miller and Siegmund 1982)."""
    # The spread was learnt from these points too: few of them make it a Student's (Wallace 1959).
    freedom = count - 2
    height = (8 * freedom + 1) / (8 * freedom + 3) * math.sqrt(freedom * math.log1p(height * height / freedom))
    if height < 1.5:
        return 1.0
    share = LEAST / count
    density = math.exp(-height * height / 2) / math.sqrt(2 * math.pi)
    return min(1.0, density * ((height - 1 / height) * 2 * math.log((1 - share) / share) + 4 / height))


def levels(count: int, splits: List[Split]) -> List[Tuple[int, int]]:
    """From where to where each level reaches."""
    edges = [0, *(split.at for split in splits), count]
    return list(zip(edges, edges[1:]))
