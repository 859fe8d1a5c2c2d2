"""What each pair of launches said of each row, and what follows from all pairs.

SPDX-License-Identifier: Apache-2.0
"""

import math
from statistics import median
from typing import Dict, Iterable, List, Optional, Sequence, Tuple

from mapproof.compare.change import name_of
from mapproof.compare.rulers import Rulers, is_floor, is_ruler
from mapproof.statistics import Centre, Shift, centre, moderated
from mapproof.compare.verdict import Evidence
from mapproof.result.results import Result

ENOUGH_FLOORS = 5
# By its floor, if the row has one, and by the machine: logarithms of NEW over BASE.
Entry = Tuple[Optional[float], float]


class Ledger:
    """The log ratios of pairs of launches, row by row."""

    def __init__(self) -> None:
        self._by_floor: Dict[str, List[float]] = {}
        self._by_machine: Dict[str, List[float]] = {}

    def add(self, entries: Dict[str, Entry]) -> None:
        """What one more pair of launches says."""
        for name, (by_floor, by_machine) in entries.items():
            self._by_machine.setdefault(name, []).append(by_machine)
            if by_floor is not None:
                self._by_floor.setdefault(name, []).append(by_floor)

    def merged(self, other: "Ledger") -> "Ledger":
        """The pairs of both."""
        both = Ledger()
        for ledger in (self, other):
            for mine, theirs in ((both._by_floor, ledger._by_floor), (both._by_machine, ledger._by_machine)):
                for name, logs in theirs.items():
                    mine.setdefault(name, []).extend(logs)
        return both

    def pairs(self, name: str) -> int:
        """How many pairs of launches had the row."""
        return len(self._by_machine.get(name, ()))

    def evidence(self, names: Sequence[str]) -> List[Evidence]:
        """Of each row, by each ruler that it has."""
        by_machine = moderated([_shift(self._by_machine.get(name, [])) for name in names])
        with_floor = [name for name in names if self.pairs(name) == len(self._by_floor.get(name, ())) > 0]
        by_floor = dict(zip(with_floor, moderated([_shift(self._by_floor[name]) for name in with_floor])))
        return [Evidence([*([by_floor[name]] if name in by_floor else []), shift]) for name, shift in zip(names, by_machine)]


def _shift(logs: Sequence[float]) -> Shift:
    if not logs:
        return Shift(0.0, math.inf, 1.0)
    found: Centre = centre(logs)
    return Shift(found.value, found.error, found.freedom)


def entries(base: Result, new: Result) -> Dict[str, Entry]:
    """What a pair of launches says of the rows that both measured."""
    before, after = _usual(base), _usual(new)
    floors = [after[name][0] - before[name][0] for name in _floors(base) if name in before and name in after]
    drift = median(floors) if len(floors) >= ENOUGH_FLOORS else 0.0
    return {
        name: (_difference(before[name][1], after[name][1]), after[name][0] - before[name][0] - drift)
        for name in _rows(base) if name in before and name in after
    }


def _difference(before: Optional[float], after: Optional[float]) -> Optional[float]:
    return None if before is None or after is None else after - before


def _floors(result: Result) -> Iterable[str]:
    return (name_of(m) for m in result.measurements if is_floor(m))


def _rows(result: Result) -> Iterable[str]:
    return (name_of(m) for m in result.measurements if not is_ruler(m))


def _usual(result: Result) -> Dict[str, Tuple[float, Optional[float]]]:
    """What each row usually took in a launch, and that over what its floor did."""
    rulers = Rulers(result)
    usual: Dict[str, Tuple[float, Optional[float]]] = {}
    for m in result.measurements:
        logs = None if m.refused is not None else rulers.against_machine(m, by_canary=False)
        if logs is None:
            continue
        pair = rulers.against_floor(m)
        usual[name_of(m)] = (lower_half(logs), None if pair is None else lower_half(pair[0]) - lower_half(pair[1]))
    return usual


def lower_half(logs: Sequence[float]) -> float:
    """The mean of the lower half: what disturbs only ever adds."""
    ordered = sorted(logs)[: (len(logs) + 1) // 2]
    return float(sum(ordered)) / len(ordered)
