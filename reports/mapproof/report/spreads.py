"""How the times of single calls are spread: from the median to the 99.9th percentile, as far as there are calls enough.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import dataclass
from typing import Dict, List, Sequence, Tuple

from mapproof.report.figures import at_home, measured
from mapproof.report.meeting import Meaning, meaning
from mapproof.report.systems import System
from mapproof.result.results import Distribution, Measurement

# What a reader asks first of a mapping call; of each its first case.
ASKED = ("map_unmap", "offset_repeated", "protect", "first_touch")
PERCENTILES: Sequence[Tuple[float, str]] = ((0.5, "50 %"), (0.9, "90 %"), (0.99, "99 %"), (0.999, "99.9 %"))
# Behind a percentile so many calls must be left.
ENOUGH_BEHIND = 5


@dataclass(frozen=True)
class Spread:
    """One row on those systems that timed its calls."""

    row: Measurement
    lines: Tuple[Tuple[System, Measurement], ...]


def spreads(systems: Sequence[System]) -> List[Spread]:
    """What is drawn, in the order of ASKED."""
    found: Dict[Meaning, List[Tuple[System, Measurement]]] = {}
    for system in systems:
        for m in at_home(measured(system)):
            if m.name in ASKED and m.distribution is not None and len(points(m.distribution)) >= 3:
                found.setdefault(meaning(m), []).append((system, m))
    chosen = []
    for name in ASKED:
        cases = [lines for lines in found.values() if lines[0][1].name == name]
        if cases:
            most = max(cases, key=len)
            chosen.append(Spread(most[0][1], tuple(most)))
    return chosen


def points(calls: Distribution) -> List[Tuple[float, float]]:
    """The time that a share of the calls did not exceed, up to the share that enough calls lie behind."""
    steps = [step / 20 for step in range(0, 61)]  # decades of what is left: from all to a thousandth
    shares = [1 - 10 ** -step for step in steps]
    return [(share, calls.quantile(share)) for share in shares
            if 0.5 <= share + 1e-9 and (1 - share) * calls.calls >= ENOUGH_BEHIND and calls.quantile(share) > 0]


def place(share: float) -> float:
    """Where a share stands on an axis on which each nine is as wide as the one before."""
    return -math.log10(1 - share)


def timed(systems: Sequence[System]) -> List[Tuple[System, Measurement]]:
    """Every row of which each call was timed, and that is no floor."""
    return [(system, m) for system in systems for m in at_home(measured(system))
            if m.distribution is not None and not m.name.startswith("floor")]
