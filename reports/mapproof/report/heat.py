"""Heat maps over CPU node and memory node, as tables with coloured cells: no picture is needed to read them.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import dataclass
from typing import Dict, Iterable, List, Mapping, Tuple

from mapproof import units
from mapproof.report.figures import argument_text, kind_of, measured
from mapproof.report.systems import System
from mapproof.result.results import Measurement

_LIGHT, _DARK = (236, 243, 250), (8, 69, 118)


@dataclass(frozen=True)
class HeatCell:
    """One node pair."""

    text: str
    ratio: str
    distance: str
    background: str
    ink: str


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
        if kind_of(m) != "other":
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
    least = min(m.median for m in pairs.values()) or 1.0
    return HeatMap(
        system,
        name,
        argument_text(next(iter(pairs.values()))),
        _sorted(cpu for cpu, _ in pairs),
        _sorted(memory for _, memory in pairs),
        {nodes: _cell(m, m.median / least) for nodes, m in pairs.items()},
    )


def _sorted(nodes: Iterable[int]) -> Tuple[int, ...]:
    return tuple(sorted(set(nodes)))


def _cell(m: Measurement, ratio: float) -> HeatCell:
    """Light for the cheapest pair, darkest from twice as dear on."""
    depth = min(1.0, math.log2(max(1.0, ratio)))
    red, green, blue = (round(light + (dark - light) * depth) for light, dark in zip(_LIGHT, _DARK))
    distance = "" if m.distance is None else f"{m.distance:g}"
    return HeatCell(units.time(m.median), units.ratio(ratio), distance, f"rgb({red},{green},{blue})", "#fff" if depth > 0.45 else "#1b2430")
