"""The order of checks: which errno a call answers when two documented faults come together, as matrices.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from typing import Callable, Dict, List, Optional, Sequence, Set, Tuple

from mapproof.report.systems import System
from mapproof.result.results import Order


@dataclass(frozen=True)
class Cell:
    """The answer to two faults on one system; differs says that another system answers otherwise."""

    answer: str
    reason: str
    differs: bool


@dataclass(frozen=True)
class Fault:
    """One documented fault of a call."""

    name: str
    row: str


@dataclass(frozen=True)
class Grid:
    """The answers of one system: a line per fault, with one cell per fault from its own on; None where two exclude each other."""

    system: System
    lines: Sequence[Sequence[Optional[Cell]]]


@dataclass(frozen=True)
class CallOrder:
    """One call with the answers of all systems."""

    call: str
    faults: Sequence[Fault]
    grids: Sequence[Grid]

    @property
    def pairs(self) -> int:
        """How many pairs of two faults some system answered."""
        return len(self._places(lambda cell: bool(cell.answer)))

    @property
    def differing(self) -> int:
        """How many of them are answered differently."""
        return len(self._places(lambda cell: cell.differs))

    def _places(self, wanted: Callable[[Cell], bool]) -> Set[Tuple[int, int]]:
        return {
            (number, number + distance)
            for grid in self.grids
            for number, line in enumerate(grid.lines)
            for distance, cell in enumerate(line)
            if distance and cell is not None and wanted(cell)
        }


def orders_of(systems: Sequence[System]) -> List[CallOrder]:
    """One entry per call, in the order of the results."""
    told = [system for system in systems if system.conformance is not None and system.conformance.orders]
    calls: Dict[str, None] = {}
    for system in told:
        calls.update({order.call: None for order in _orders(system)})
    return [_call_order(call, told) for call in calls]


def _orders(system: System) -> Sequence[Order]:
    return system.conformance.orders if system.conformance is not None else ()


def _call_order(call: str, systems: Sequence[System]) -> CallOrder:
    faults: Dict[str, Fault] = {}
    answers: Dict[str, Dict[Tuple[str, str], Order]] = {}
    for system in systems:
        mine = [order for order in _orders(system) if order.call == call]
        answers[system.letter] = {(order.first, order.second): order for order in mine}
        for order in mine:
            if order.first == order.second:
                faults.setdefault(order.first, Fault(order.first, order.rows[0]))
    names = list(faults)
    grids = [Grid(system, _lines(names, answers[system.letter], answers)) for system in systems if answers[system.letter]]
    return CallOrder(call, list(faults.values()), grids)


def _lines(
    names: Sequence[str], mine: Dict[Tuple[str, str], Order], everybody: Dict[str, Dict[Tuple[str, str], Order]]
) -> List[List[Optional[Cell]]]:
    lines: List[List[Optional[Cell]]] = []
    for number, first in enumerate(names):
        line: List[Optional[Cell]] = []
        for second in names[number:]:
            order = mine.get((first, second))
            given = {theirs[first, second].answer for theirs in everybody.values() if (first, second) in theirs} - {None}
            line.append(Cell(order.answer or "", order.reason or "", len(given) > 1) if order else None)
        lines.append(line)
    return lines
