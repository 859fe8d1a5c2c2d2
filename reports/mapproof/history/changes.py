"""The changes of one track: when, by how much, and whether its other ruler agrees.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import dataclass
from typing import Any, List, Optional

from mapproof.history.change_points import LEAST, Split, change_points, levels
from mapproof.history.newest import newest_change
from mapproof.history.noise import is_spell, spread_of
from mapproof.history.reading import Point
from mapproof.history.tracks import Track
from mapproof.statistics import Shift

# By the exact clock, as compare does: what the arrangement of a program may cost.
EXACT_EFFECT = 0.001
# So many points on each side say how large a change is; older ones may be of another time.
NEAR = 50
# Each ruler must be so sure of the direction, as in compare.
SURE = 0.02
# In standard errors: what makes a change certain among some dozens of rows, and what finds it in four of five cases.
CERTAIN, MOSTLY = 4.4, 0.84


@dataclass(frozen=True)
class ChangePoint:
    """A change of a row's level."""

    track: Track
    split: Split
    shift: Shift  # of the level after against that before
    agreed: bool  # by every ruler that there is

    @property
    def since(self) -> Point:
        """The first point of the new level."""
        return self.track.points[self.split.at]


def changes_of(track: Track) -> List[ChangePoint]:
    """In order."""
    values, begins = track.values, track.begins
    if track.group[1] == "exact":
        splits = _steps(values, begins)
    else:
        splits = _with_newest(change_points(values, begins), values, begins)
    reach = levels(len(values), splits)
    return [_judged(track, *places) for places in zip(splits, reach, reach[1:])]


def _with_newest(splits: List[Split], values: "Any", begins: "Any") -> List[Split]:
    """A level of so few runs is judged by their own test: bounded scores cannot say how far beyond all else they lie."""
    if splits and len(values) - splits[-1].at <= LEAST + 1:
        instead = _newest(splits[:-1], values, begins)
        if instead is not None and instead.p < splits[-1].p:
            return [*splits[:-1], instead]
        return splits
    last = _newest(splits, values, begins)
    return splits if last is None else [*splits, last]


def _newest(splits: List[Split], values: "Any", begins: "Any") -> Optional[Split]:
    start = splits[-1].at if splits else 0
    last = newest_change(values[start:], begins[start:])
    return None if last is None else Split(start + last.at, start + last.first, start + last.last, last.p)


def _steps(values: "Any", begins: "Any") -> List[Split]:
    """Every step of a clock that has no noise."""
    return [Split(at, at, at, 0.0) for at in range(1, len(values)) if begins[at] and abs(values[at] - values[at - 1]) > math.log1p(EXACT_EFFECT)]


def _judged(track: Track, split: Split, before: Any, after: Any) -> ChangePoint:
    shifts = [shift_of(values[before[0] : before[1]], values[after[0] : after[1]]) for values in track.rulers]
    return ChangePoint(track, split, shifts[0], all(_agrees(shift, shifts[0]) for shift in shifts))


def _agrees(other: Shift, shift: Shift) -> bool:
    """Whether a ruler's own estimate says so too: that of a level of spells is as uncertain as large."""
    return (other if shift.estimate > 0 else other.mirrored()).p_above(0.0) < SURE


def shift_of(before: "Any", after: "Any") -> Shift:
    """Between the means of both levels near the change, spells left out."""
    import numpy

    parts = [part[~is_spell(part)] for part in (numpy.asarray(before)[-NEAR:], numpy.asarray(after)[:NEAR])]
    if min(len(part) for part in parts) == 0:
        return Shift(0.0, math.inf, 1.0)
    spread = max(spread_of(parts[0]), spread_of(parts[1]))
    error = spread * math.sqrt(sum(1 / len(part) for part in parts))
    return Shift(float(numpy.mean(parts[1]) - numpy.mean(parts[0])), error, max(1.0, len(parts[0]) + len(parts[1]) - 2.0))


def least_effect(track: Track) -> Optional[float]:
    """The slowdown that would be found, if it came in the middle of what is kept; None if that is too little."""
    count = len(track.values)
    if track.group[1] == "exact":
        return EXACT_EFFECT
    if count < 2 * LEAST:
        return None
    return math.expm1((CERTAIN + MOSTLY) * spread_of(track.values) * 2 / math.sqrt(count))
