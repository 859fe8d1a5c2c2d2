"""What two runs tell of the machine between them: by how much it drifted, and how unlike its floors moved.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import dataclass
from statistics import median
from typing import Sequence

from mapproof.statistics import Shift, robust_spread, student_freedom

# Two launches of one binary differ by more than their repetitions tell. The floors, which are the same work in both files,
# show by how much; with fewer of them than this, the spread that was seen between launches on a shared machine is assumed.
ENOUGH_FLOORS = 5
LAUNCH_SPREAD = 0.03
LAUNCH_FREEDOM = 6.0
LEAST_LAUNCH_SPREAD = 0.002


@dataclass(frozen=True)
class Launch:
    """The noise between two runs; drift and spread are logarithms."""

    drift: float = 0.0
    spread: float = LAUNCH_SPREAD
    freedom: float = LAUNCH_FREEDOM  # the fewer, the heavier are the tails of what moves without a cause
    doubt: float = 1.0  # by how much floors moved further than their repetitions and the spread tell

    def applied(self, shift: Shift, drifted: bool) -> Shift:
        """A row's shift with all that two launches differ by; what is held against its floor does not drift."""
        estimate = shift.estimate - (self.drift if drifted else 0.0)
        wide = Shift(estimate, shift.error, shift.freedom).widened(self.spread, self.freedom)
        return Shift(wide.estimate, wide.error * self.doubt, min(wide.freedom, self.freedom))


def launch(floors: Sequence[Shift], least: float = LEAST_LAUNCH_SPREAD, assumed: float = LAUNCH_SPREAD) -> Launch:
    """From the shifts of the floors: what they differ by beyond what their own repetitions do."""
    known = [floor for floor in floors if math.isfinite(floor.error)]
    if len(known) < ENOUGH_FLOORS:
        return Launch(spread=assumed)
    drift = median(floor.estimate for floor in known)
    # The quieter half tells best what launches differ by.
    quiet = sorted(known, key=lambda floor: floor.error)[: max(ENOUGH_FLOORS, len(known) // 2)]
    seen = robust_spread([floor.estimate for floor in quiet])
    spread = math.sqrt(max(seen**2 - median(floor.error**2 for floor in quiet), least**2))
    moved = [(floor.estimate - drift) / math.hypot(floor.error, spread) for floor in known]
    doubt = max(1.0, robust_spread(moved))
    return Launch(drift, spread, student_freedom([move / doubt for move in moved]), doubt)
