"""Whether the slowest of single calls got slower where the usual ones did not: the 99th percentile of two results.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import dataclass
from statistics import median
from typing import List, Mapping, Optional, Sequence

from mapproof.compare.statistics import Shift, holm, robust_spread
from mapproof.result.results import Distribution, Measurement

SHARE = 0.99
# With fewer calls the percentile is a handful of them.
ENOUGH_CALLS = 1000
ENOUGH_FLOORS = 5
# What interrupts a machine makes up its tails: between two launches of one program they differ by more than a median does.
LEAST_EFFECT = math.log(1.25)
LAUNCH_SPREAD = 0.1
_Z95 = 1.959964


@dataclass(frozen=True)
class Tail:
    """The 99th percentile of one row in both results; low and high enclose the change with 95 % probability."""

    index: int
    slower: bool
    faster: bool
    ratio: float
    low: float
    high: float


def tails(before: Sequence[Measurement], after: Sequence[Measurement], floors: Mapping[str, float], effect: float,
          error_rate: float) -> List[Tail]:
    """Rows, by their index, whose tail changed by more than `effect`, a logarithm, and by more than any floor's tail did."""
    moves = {index: move for index, move in enumerate(map(tail_move, before, after)) if move is not None}
    known = len(floors) >= ENOUGH_FLOORS
    drift = median(floors.values()) if known else 0.0
    spread = max(LAUNCH_SPREAD, robust_spread(list(floors.values()))) if known else LAUNCH_SPREAD
    reach = max((abs(move - drift) for move in floors.values()), default=0.0)
    bound = max(effect, LEAST_EFFECT)
    shifts = [Shift(move.estimate - drift, move.error, move.freedom).widened(spread) for move in moves.values()]
    slower = holm([shift.p_above(bound) for shift in shifts], error_rate)
    faster = holm([shift.mirrored().p_above(bound) for shift in shifts], error_rate)
    found = []
    for place, (index, shift) in enumerate(zip(moves, shifts)):
        if (slower[place] or faster[place]) and abs(shift.estimate) > reach:
            half = shift.half_width(error_rate)
            found.append(Tail(index, slower[place], faster[place], math.exp(shift.estimate), math.exp(shift.estimate - half),
                              math.exp(shift.estimate + half)))
    return found


def tail_move(before: Measurement, after: Measurement) -> Optional[Shift]:
    """By how much the percentile moved; the error is that of order statistics."""
    if not (_tells(before.distribution) and _tells(after.distribution)):
        return None
    assert before.distribution is not None and after.distribution is not None
    error = math.hypot(_error(before.distribution), _error(after.distribution))
    return Shift(math.log(after.distribution.p99 / before.distribution.p99), error, 1000.0)


def _tells(calls: Optional[Distribution]) -> bool:
    return calls is not None and calls.calls >= ENOUGH_CALLS and calls.p99 > 0


def _error(calls: Distribution) -> float:
    half = _Z95 * math.sqrt(SHARE * (1 - SHARE) / calls.calls)
    low, high = calls.quantile(SHARE - half), calls.quantile(min(1.0, SHARE + half))
    return math.log(high / low) / (2 * _Z95) if low > 0 else math.inf
