"""All figures of all systems, question by question: a line for each row, a column for each system.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from typing import Dict, List, Optional, Sequence, Tuple

from mapproof import words
from mapproof.compare.rulers import is_ruler
from mapproof.report.figures import at_home
from mapproof.report.meeting import Meaning, meaning
from mapproof.report.systems import System
from mapproof.result.results import Measurement

RULERS = "Floors and canaries"


@dataclass(frozen=True)
class Line:
    """One row with its measurement on each system, if it has one there."""

    row: Measurement
    cells: Tuple[Optional[Measurement], ...]

    @property
    def details(self) -> str:
        """What the arguments do not say, if all systems say the same."""
        found = {words.details_in_words(m.arguments, m.details) for m in self.cells if m is not None and m.refused is None}
        return found.pop() if len(found) == 1 else ""

    @property
    def notable(self) -> bool:
        """Whether something is wrong with a figure of it."""
        return any(m is not None and (m.refused is not None or m.implausible is not None) for m in self.cells)


def tables(systems: Sequence[System]) -> Dict[str, List[Line]]:
    """By question, the floors last."""
    columns = [_rows(system) for system in systems]
    columns_by_length = sorted(columns, key=len, reverse=True)
    keys = list(dict.fromkeys(key for column in columns_by_length for key in column))
    found: Dict[str, List[Line]] = {}
    for key in keys:
        cells = tuple(column.get(key) for column in columns)
        row = next(m for m in cells if m is not None)
        if any(m is not None and m.refused is None for m in cells):
            found.setdefault(RULERS if is_ruler(row) else words.question(row.name), []).append(Line(row, cells))
    order = [name for name, _ in words.QUESTIONS] + [words.OTHER, RULERS]
    return {name: found[name] for name in order if name in found}


def _rows(system: System) -> Dict[Meaning, Measurement]:
    rows = system.benchmark.measurements if system.benchmark else ()
    best = {meaning(m): m for refused in (True, False) for m in at_home([m for m in rows if (m.refused is not None) is refused])}
    return {key: best[key] for key in dict.fromkeys(meaning(m) for m in rows)}
