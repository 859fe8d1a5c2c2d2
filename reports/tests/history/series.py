"""Simulated series of single rows, and what the change points find in them and a usual test does.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from typing import Any, Callable, List

import numpy
from mapproof.history.change_points import change_points
from mapproof.history.newest import newest_change

AT = 60
# A step counts as found if a level begins so near.
NEAR = 10


@dataclass(frozen=True)
class Kind:
    """Noise around a level that may step up: normal or log-normal, with spells of one to three doubled points, or with a memory."""

    count: int = 100
    spread: float = 0.03
    lognormal: bool = False
    spells: int = 0
    memory: float = 0.0
    step: float = 0.0


def simulated(kind: Kind, seed: int) -> "Any":
    """The logarithms of its points."""
    generator = numpy.random.default_rng(seed)
    noise = generator.normal(0.0, kind.spread, kind.count)
    for place in range(1, kind.count if kind.memory else 0):
        noise[place] = kind.memory * noise[place - 1] + (1 - kind.memory**2) ** 0.5 * noise[place]
    times = numpy.exp(noise) if kind.lognormal else 1.0 + noise
    times[AT:] *= 1.0 + kind.step
    for _ in range(kind.spells):
        length = int(generator.integers(1, 4))
        start = int(generator.integers(0, kind.count - length + 1))
        times[start : start + length] *= 2.0
    return numpy.log(times)


def found(values: "Any") -> List[int]:
    """Where a level begins, the newest one too."""
    places = [split.at for split in change_points(values)]
    start = places[-1] if places else 0
    newest = newest_change(values[start:], numpy.ones(len(values) - start, dtype=bool))
    return places if newest is None else [*places, start + newest.at]


def found_by_t_tests(values: "Any", start: int = 0) -> List[int]:
    """What a usual tracker does: the split with the largest t, if its p is below 0.001, and then both sides again."""
    from scipy.stats import t  # type: ignore[import]

    count = len(values)
    if count < 10:
        return []
    left = numpy.arange(5, count - 4)
    sums, squares = numpy.cumsum(values), numpy.cumsum(values**2)
    means = sums[left - 1] / left, (sums[-1] - sums[left - 1]) / (count - left)
    inner = squares[-1] - left * means[0] ** 2 - (count - left) * means[1] ** 2
    heights = numpy.abs(means[1] - means[0]) / numpy.sqrt(numpy.maximum(inner, 1e-12) / (count - 2) * (1 / left + 1 / (count - left)))
    best = int(numpy.argmax(heights))
    if 2 * t.sf(heights[best], count - 2) > 0.001:
        return []
    at = int(left[best])
    return [*found_by_t_tests(values[:at], start), start + at, *found_by_t_tests(values[at:], start + at)]


def share(kind: Kind, trials: int, hit: Callable[[List[int]], bool], by: "Callable[[Any], List[int]]" = found) -> float:
    """In how many of these series something is found."""
    return sum(hit(by(simulated(kind, seed))) for seed in range(trials)) / trials
