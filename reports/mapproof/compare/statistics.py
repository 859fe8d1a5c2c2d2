"""How far apart two sets of repetitions lie, and how sure that is.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import dataclass
from statistics import median
from typing import List, Sequence

_Z95 = 1.959964


@dataclass(frozen=True)
class Shift:
    """A difference of logarithms with its standard error."""

    estimate: float
    error: float
    freedom: float

    def widened(self, spread: float) -> "Shift":
        """With another, independent source of noise."""
        return Shift(self.estimate, math.hypot(self.error, spread), self.freedom)

    def mirrored(self) -> "Shift":
        """The same in the other direction."""
        return Shift(-self.estimate, self.error, self.freedom)

    def p_above(self, bound: float) -> float:
        """How probable such an estimate is if the true shift is at most the bound."""
        from scipy.special import stdtr  # type: ignore[import]

        if not math.isfinite(self.error):
            return 1.0
        if self.error == 0:
            return 0.0 if self.estimate > bound else 1.0
        return float(stdtr(self.freedom, (bound - self.estimate) / self.error))

    def half_width(self, error_rate: float) -> float:
        """Of the two-sided interval that misses the true shift with this probability at the most."""
        from scipy.special import stdtrit  # type: ignore[import]

        return float(stdtrit(self.freedom, 1 - error_rate / 2)) * self.error


def hodges_lehmann(base: Sequence[float], new: Sequence[float]) -> Shift:
    """The median of all differences log(new) - log(base); its error from the rank interval, so that a tail does not set it."""
    import numpy

    if min(len(base), len(new)) < 2 or min(*base, *new) <= 0:
        return Shift(0.0, math.inf, 1.0)
    differences = numpy.sort(numpy.subtract.outer(numpy.log(new), numpy.log(base)).ravel())
    count, pairs = len(base) + len(new), len(base) * len(new)
    rank = max(0, int(pairs / 2 - _Z95 * math.sqrt(pairs * (count + 1) / 12)))
    error = float(differences[pairs - 1 - rank] - differences[rank]) / (2 * _Z95)
    return Shift(float(numpy.median(differences)), error, float(count - 2))


def robust_spread(values: Sequence[float]) -> float:
    """The standard deviation that the median absolute deviation stands for."""
    middle = median(values)
    return 1.4826 * median(abs(value - middle) for value in values)


def holm(p_values: Sequence[float], error_rate: float) -> List[bool]:
    """Which hypotheses fall, with at most this probability of one false fall among all of them."""
    fallen = [False] * len(p_values)
    for rank, index in enumerate(sorted(range(len(p_values)), key=lambda index: p_values[index])):
        if p_values[index] > error_rate / (len(p_values) - rank):
            break
        fallen[index] = True
    return fallen
