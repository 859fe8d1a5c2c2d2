"""Cached against repeated: what keeping the answers of lookups saves, for each pair of CPU node and memory node.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple

from mapproof.statistics import hodges_lehmann
from mapproof.report.figures import measured
from mapproof.report.systems import System
from mapproof.result.results import Measurement

ERROR_RATE = 0.05
Nodes = Tuple[int, int]


@dataclass(frozen=True)
class Saving:
    """A lookup by asking again and by the cache, and how many times cheaper the second is, with the 95 % interval."""

    repeated: Measurement
    cached: Measurement
    times: float
    low: Optional[float]
    high: Optional[float]


@dataclass(frozen=True)
class CachedPair:
    """One node pair: lookups that do not wait for each other, and those of which each needs the answer before."""

    nodes: Nodes
    distance: Optional[float]
    apart: Saving
    chained: Optional[Saving]
    miss: Optional[Measurement]


def cached_pairs(system: System) -> List[CachedPair]:
    """Every node pair on which both were measured."""
    rows: Dict[Nodes, List[Measurement]] = {}
    for m in measured(system):
        rows.setdefault((m.cpu_node, m.memory_node), []).append(m)
    pairs = [_pair(nodes, rows[nodes]) for nodes in sorted(rows)]
    return [pair for pair in pairs if pair is not None]


def _pair(nodes: Nodes, rows: List[Measurement]) -> Optional[CachedPair]:
    wide = [m for m in rows if m.arguments.get("call", "mem_offset64") == "mem_offset64"]
    apart = _saving(_largest(wide, "offset_repeated"), _largest(wide, "offset_hit"))
    if apart is None:
        return None
    chained = _saving(_largest(wide, "offset_chain"), _largest(wide, "offset_hit_chain"))
    return CachedPair(nodes, apart.cached.distance, apart, chained, _largest(wide, "offset_miss"))


def _largest(rows: List[Measurement], name: str) -> Optional[Measurement]:
    """The row of that name about most pages."""
    found = [m for m in rows if m.name == name]
    return max(found, key=_pages) if found else None


def _pages(m: Measurement) -> float:
    return float(m.arguments.get("pages", 0))


def _saving(repeated: Optional[Measurement], cached: Optional[Measurement]) -> Optional[Saving]:
    if repeated is None or cached is None or cached.median <= 0:
        return None
    shift = hodges_lehmann(cached.repetitions, repeated.repetitions)
    half = shift.half_width(ERROR_RATE) if math.isfinite(shift.error) else math.inf
    known = half < math.log(1000)  # a wider interval says nothing
    low, high = (math.exp(shift.estimate - half), math.exp(shift.estimate + half)) if known else (None, None)
    return Saving(repeated, cached, math.exp(shift.estimate) if known else repeated.median / cached.median, low, high)
