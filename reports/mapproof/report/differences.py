"""What differs between the systems of a report: verdicts, and figures that lie further apart than they spread.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from statistics import median
from typing import Dict, List, Sequence, Tuple

from mapproof import units
from mapproof.report.figures import measured
from mapproof.report.systems import System
from mapproof.result.results import Measurement


@dataclass(frozen=True)
class FigureDifference:
    """How one benchmark on a system relates to the same benchmark on the first system, over all its arguments."""

    name: str
    base: System
    other: System
    compared: int
    ratios: Tuple[float, ...]  # of those that differ beyond their quartiles: other's time over base's

    @property
    def words(self) -> str:
        """The relation in words."""
        if not self.ratios:
            return "no difference beyond the spread"
        middle = median(self.ratios)
        span = f" ({units.ratio(min(self.ratios))} to {units.ratio(max(self.ratios))})" if len(self.ratios) > 1 else ""
        if min(self.ratios) < 1 < max(self.ratios):
            return f"slower and faster{span}"
        return f"{units.ratio(middle)} the time{span}" if middle >= 1 else f"{units.ratio(middle)} the time, faster{span}"


def figure_differences(systems: Sequence[System]) -> List[FigureDifference]:
    """Per benchmark and system, against the first system that has measurements."""
    measuring = [system for system in systems if system.benchmark is not None]
    found = []
    for other in measuring[1:]:
        base_rows = {_key(m): m for m in measured(measuring[0])}
        by_name: Dict[str, List[Tuple[Measurement, Measurement]]] = {}
        for m in measured(other):
            if _key(m) in base_rows:
                by_name.setdefault(m.name, []).append((base_rows[_key(m)], m))
        for name, pairs in by_name.items():
            ratios = tuple(new.median / old.median for old, new in pairs if old.median > 0 and _apart(old, new))
            found.append(FigureDifference(name, measuring[0], other, len(pairs), ratios))
    return found


def _key(m: Measurement) -> Tuple[object, ...]:
    """Windows have other names on other systems, so they are no part of it."""
    return (m.name, tuple(sorted(m.arguments.items())), m.cpu_node, m.memory_node)


def _apart(left: Measurement, right: Measurement) -> bool:
    return left.quartile_high < right.quartile_low or right.quartile_high < left.quartile_low
