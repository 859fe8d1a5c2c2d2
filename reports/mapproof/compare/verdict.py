"""A word for each row: slower only if both rulers say so, and not slower only if that is shown.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import dataclass
from typing import List, Optional, Sequence

from mapproof.statistics import Shift, false_discovery

# At most this probability of a false "slower" in a comparison of two runs of the same, whatever the number of rows.
ERROR_RATE = 0.05
# A ruler that contradicts the other one as loud as this leaves the row open.
LOUD = 0.001


@dataclass(frozen=True)
class Evidence:
    """One row's shift by each ruler that it has."""

    shifts: Sequence[Shift]

    @property
    def best(self) -> Shift:
        """By the ruler that shakes less."""
        return min(self.shifts, key=lambda shift: shift.error)

    def p_slower(self) -> float:
        """By the ruler that is less convinced."""
        return max(shift.p_above(0.0) for shift in self.shifts)

    def p_faster(self) -> float:
        """The same in the other direction."""
        return max(shift.mirrored().p_above(0.0) for shift in self.shifts)

    def is_shown_below(self, bound: float) -> bool:
        """Whether the row's own 95 % bound lies below, and no ruler says loudly that it does not."""
        return self.best.estimate + reach(self.best) < bound and not any(
            shift.estimate >= bound and shift.p_above(0.0) < LOUD for shift in self.shifts
        )


def reach(shift: Shift) -> float:
    """From the estimate to its one-sided 95 % bound."""
    return shift.half_width(2 * ERROR_RATE)


def words(rows: Sequence[Evidence], bounds: Sequence[float]) -> List[str]:
    """slower, faster, unchanged or unclear; a bound is the slowdown of a row that matters, as a logarithm."""
    slower = false_discovery([row.p_slower() for row in rows], ERROR_RATE)
    faster = false_discovery([row.p_faster() for row in rows], ERROR_RATE)
    return [_word(row, bounds[n], slower[n], faster[n]) for n, row in enumerate(rows)]


def _word(row: Evidence, bound: float, slower: bool, faster: bool) -> str:
    estimate = row.best.estimate
    if slower and estimate >= bound:
        return "slower"
    if faster and estimate <= -bound:
        return "faster"
    return "unchanged" if row.is_shown_below(bound) else "unclear"


def more_needed(row: Evidence, bound: float, spread: float) -> Optional[float]:
    """How many times the repetitions would show that an unchanged row is below the bound; None if no number does, because
    launches differ by too much."""
    best = row.best
    factor = reach(best) / best.error if 0 < best.error < math.inf else 2.0
    room = (bound / factor) ** 2 - spread**2
    own = best.error**2 - spread**2 if math.isfinite(best.error) else math.inf
    if room <= 0 or not math.isfinite(own):
        return None
    return max(1.0, own / room)
