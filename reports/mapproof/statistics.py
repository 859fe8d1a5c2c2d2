"""How far apart two sets of repetitions lie, how sure that is, and what may be said of many of them at once.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median
from typing import Any, List, Sequence

_Z95 = 1.959964
# Of the repetitions at each end, when their spread is taken: an interruption is not what a row usually does.
TRIMMED = 0.2
# Half of fewer repetitions does not tell how far it spreads.
ENOUGH_FOR_HALVES = 8
_FREEDOMS = (3.0, 4.0, 6.0, 10.0, 30.0, 1000.0)


@dataclass(frozen=True)
class Shift:
    """A difference of logarithms with its standard error."""

    estimate: float
    error: float
    freedom: float

    def widened(self, spread: float, freedom: float = math.inf) -> "Shift":
        """With another, independent source of noise; the degrees of freedom are those of Welch and Satterthwaite."""
        error = math.hypot(self.error, spread)
        if not math.isfinite(error):
            return Shift(self.estimate, math.inf, 1.0)
        if error == 0:
            return self
        parts = self.error**4 / self.freedom + (spread**4 / freedom if math.isfinite(freedom) else 0.0)
        return Shift(self.estimate, error, error**4 / parts if parts > 0 else freedom)

    def mirrored(self) -> "Shift":
        """The same in the other direction."""
        return replace(self, estimate=-self.estimate)

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

        if not math.isfinite(self.error):
            return math.inf
        return float(stdtrit(self.freedom, 1 - error_rate / 2)) * self.error


@dataclass(frozen=True)
class Centre:
    """Where the repetitions of one run lie, as a logarithm."""

    value: float
    error: float
    freedom: float


def centre(logs: "Any") -> Centre:
    """The Hodges-Lehmann estimate; its error is that of a trimmed mean, from the Winsorised spread, so that a tail does not set it."""
    import numpy

    ordered = numpy.sort(logs)
    count = len(ordered)
    left, right = _pairs(count)
    value = float(numpy.median((ordered[left] + ordered[right]) / 2))
    if count < 2:
        return Centre(value, math.inf, 1.0)
    cut = int(TRIMMED * count)
    kept = count - 2 * cut
    spread = float(numpy.std(numpy.clip(ordered, ordered[cut], ordered[count - 1 - cut]), ddof=1))
    return Centre(value, spread * math.sqrt((count - 1) / (kept * (kept - 1))), kept - 1.0)


@lru_cache(maxsize=64)
def _pairs(count: int) -> "Any":
    """The indices of all pairs of so many, each with itself too."""
    import numpy

    return numpy.triu_indices(count)


def low_centre(logs: "Any") -> Centre:
    """The mean of the lower half, for what disturbs and only ever adds; the error follows from its influence function, which is
    twice the repetition, cut off at the middle."""
    import numpy

    ordered = numpy.sort(logs)
    count = len(ordered)
    half = (count + 1) // 2
    if count < ENOUGH_FOR_HALVES:
        return centre(logs)
    spread = float(numpy.std(numpy.minimum(ordered, ordered[half - 1]), ddof=1))
    return Centre(float(ordered[:half].mean()), 2 * spread / math.sqrt(count), half - 1.0)


def apart(base: Centre, new: Centre) -> Shift:
    """The difference of two runs."""
    return Shift(new.value - base.value, base.error, base.freedom).widened(new.error, new.freedom)


def moderated(shifts: Sequence[Shift]) -> List[Shift]:
    """With errors that lean on those of the other rows, as far as all errors are alike: the empirical Bayes estimate of
    variances (Smyth 2004). A few repetitions tell little of their spread, the rows together tell much."""
    import numpy
    from scipy.special import digamma, polygamma  # type: ignore[import]

    usable = [shift for shift in shifts if 0 < shift.error < math.inf]
    if len(usable) < 3:
        return list(shifts)
    half = numpy.array([shift.freedom for shift in usable]) / 2
    logs = numpy.log([shift.error**2 for shift in usable]) - digamma(half) + numpy.log(half)
    excess = float(numpy.var(logs, ddof=1) - numpy.mean(polygamma(1, half)))
    prior = 2 * _inverse_trigamma(excess) if excess > 0 else 1e6
    typical = math.exp(float(numpy.mean(logs)) + float(digamma(prior / 2)) - math.log(prior / 2))
    return [_lean(shift, prior, typical) for shift in shifts]


def _lean(shift: Shift, prior: float, typical: float) -> Shift:
    if not 0 <= shift.error < math.inf:
        return shift
    freedom = prior + shift.freedom
    return replace(shift, error=math.sqrt((prior * typical + shift.freedom * shift.error**2) / freedom), freedom=freedom)


def _inverse_trigamma(value: float) -> float:
    from scipy.optimize import brentq  # type: ignore[import]
    from scipy.special import polygamma  # type: ignore[import]

    low, high = 1e-4, 1e7
    if value >= polygamma(1, low):
        return low
    return high if value <= polygamma(1, high) else float(brentq(lambda x: polygamma(1, x) - value, low, high))


def student_freedom(standardised: Sequence[float]) -> float:
    """The degrees of freedom of the Student distribution that is most likely to have made these."""
    import numpy
    from scipy.stats import t  # type: ignore[import]

    values = numpy.asarray(standardised)
    return max(_FREEDOMS, key=lambda freedom: float(t.logpdf(values, freedom).sum()))


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


def false_discovery(p_values: Sequence[float], rate: float) -> List[bool]:
    """Which hypotheses fall, so that on average at most this share of the fallen is true (Benjamini and Hochberg); where all
    are true, that is the probability of one false fall among all of them."""
    order = sorted(range(len(p_values)), key=lambda index: p_values[index])
    last = 0
    for rank, index in enumerate(order, start=1):
        if p_values[index] <= rate * rank / len(p_values):
            last = rank
    fallen = [False] * len(p_values)
    for index in order[:last]:
        fallen[index] = True
    return fallen
