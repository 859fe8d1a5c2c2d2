"""Heat maps over CPU node and memory node, as tables with coloured cells: no picture is needed to read them.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import dataclass
from statistics import median
from typing import Dict, Iterable, List, Mapping, Tuple

from mapproof import units
from mapproof.compare.rulers import is_ruler
from mapproof.report.figures import argument_text, measured
from mapproof.report.systems import System
from mapproof.result.results import Measurement

# What is shown at once; the others are a click away.
FIRST = ("map_unmap", "first_touch", "mmio_latency", "offset_repeated", "offset_hit")


@dataclass(frozen=True)
class HeatCell:
    """One node pair."""

    text: str
    ratio: str
    distance: str
    depth: float  # how dark, from 0 to 1
    doubted: str


@dataclass(frozen=True)
class HeatMap:
    """One benchmark of one system over all node pairs."""

    system: System
    name: str
    detail: str
    cpu_nodes: Tuple[int, ...]
    memory_nodes: Tuple[int, ...]
    cells: Mapping[Tuple[int, int], HeatCell]


def heat_maps(system: System) -> List[HeatMap]:
    """A map per benchmark that was measured on more than one node pair: its largest case that
    all pairs have."""
    cases: Dict[str, Dict[Tuple[object, ...], Dict[Tuple[int, int], Measurement]]] = {}
    for m in measured(system):
        if not is_ruler(m):
            case = tuple(sorted(m.arguments.items()))
            cases.setdefault(m.name, {}).setdefault(case, {})[(m.cpu_node, m.memory_node)] = m
    found = []
    for name, by_case in cases.items():
        # max() keeps the first of equals, so the reversed list makes it the last case, which is the largest.
        pairs = max(reversed(list(by_case.values())), key=lambda pairs: (len(pairs), _is_uncached(pairs)))
        if len(pairs) > 1:
            found.append(_map(system, name, pairs))
    return found


def _is_uncached(pairs: Mapping[Tuple[int, int], Measurement]) -> bool:
    """Uncached access is what a device is about."""
    return next(iter(pairs.values())).arguments.get("caching") == "uncached"


def _map(system: System, name: str, pairs: Mapping[Tuple[int, int], Measurement]) -> HeatMap:
    local = [m.median for (cpu, memory), m in pairs.items() if cpu == memory]
    usual = median(local or [m.median for m in pairs.values()]) or 1.0
    return HeatMap(
        system,
        name,
        argument_text(next(iter(pairs.values()))),
        _sorted(cpu for cpu, _ in pairs),
        _sorted(memory for _, memory in pairs),
        {nodes: _cell(m, m.median / usual) for nodes, m in pairs.items()},
    )


def _sorted(nodes: Iterable[int]) -> Tuple[int, ...]:
    return tuple(sorted(set(nodes)))


def _cell(m: Measurement, ratio: float) -> HeatCell:
    """Light for what local memory usually costs, or less; darkest from twice as dear on, so that no outlier owns the scale."""
    depth = min(1.0, math.log2(max(1.0, ratio)))
    distance = "" if m.distance is None else f"{m.distance:g}"
    return HeatCell(units.time(m.median), units.ratio(ratio), distance, round(depth, 2), m.implausible or "")
