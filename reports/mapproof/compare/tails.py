"""Whether the slowest of single calls got slower where the usual ones did not: the 99th percentile of two results.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import dataclass
from typing import List, Optional, Sequence, Tuple

from mapproof.compare.change import name_of
from mapproof.compare.machine import launch
from mapproof.compare.rulers import is_floor
from mapproof.statistics import Shift, false_discovery
from mapproof.result.results import Distribution, Measurement, Result

SHARE = 0.99
TAIL_TEXT = "99th percentile of its calls"
# With fewer calls on either side the percentile is a handful of them, from a handful of moments.
ENOUGH_CALLS = 5000
# What interrupts a machine makes up its tails: between two launches of one program they differ by more than a median does.
LEAST_EFFECT = math.log(1.25)
LAUNCH_SPREAD = 0.1
# What makes a call slow makes its neighbours slow too: so many calls count as one.
BURST = 9
_Z95 = 1.959964
Pair = Tuple[Measurement, Measurement]


@dataclass(frozen=True)
class Tail:
    """The 99th percentile of one row in both results; low and high enclose the change with 95 % probability."""

    index: int
    slower: bool
    ratio: float
    low: float
    high: float


def tails(base: Result, new: Result, pairs: Sequence[Pair], effect: float, error_rate: float) -> List[Tail]:
    """Rows, by their index, whose tail changed by more than `effect`, a logarithm, beyond what the tails of floors do."""
    moves = {index: move for index, move in enumerate(tail_move(*pair) for pair in pairs) if move is not None}
    noise = launch([move for move in (tail_move(*pair) for pair in _floors(base, new)) if move is not None], LAUNCH_SPREAD,
                   LAUNCH_SPREAD)
    bound = max(effect, LEAST_EFFECT)
    shifts = [noise.applied(move, drifted=True) for move in moves.values()]
    slower = false_discovery([shift.p_above(bound) for shift in shifts], error_rate)
    faster = false_discovery([shift.mirrored().p_above(bound) for shift in shifts], error_rate)
    found = []
    for place, (index, shift) in enumerate(zip(moves, shifts)):
        if slower[place] or faster[place]:
            half = shift.half_width(error_rate)
            found.append(Tail(index, slower[place], math.exp(shift.estimate), math.exp(shift.estimate - half),
                              math.exp(shift.estimate + half)))
    return found


def tail_move(before: Measurement, after: Measurement) -> Optional[Shift]:
    """By how much the percentile moved; the error is that of order statistics."""
    if not (_tells(before.distribution) and _tells(after.distribution)):
        return None
    assert before.distribution is not None and after.distribution is not None
    error = math.hypot(_error(before.distribution), _error(after.distribution))
    return Shift(math.log(after.distribution.p99 / before.distribution.p99), error, 1000.0)


def _floors(base: Result, new: Result) -> List[Pair]:
    before = {name_of(m): m for m in base.measurements if is_floor(m)}
    return [(before[name_of(m)], m) for m in new.measurements if is_floor(m) and name_of(m) in before]


def _tells(calls: Optional[Distribution]) -> bool:
    return calls is not None and calls.calls >= ENOUGH_CALLS and calls.p99 > 0


def _error(calls: Distribution) -> float:
    half = _Z95 * math.sqrt(BURST * SHARE * (1 - SHARE) / calls.calls)
    low, high = calls.quantile(SHARE - half), calls.quantile(min(1.0, SHARE + half))
    return math.log(high / low) / (2 * _Z95) if low > 0 else math.inf
