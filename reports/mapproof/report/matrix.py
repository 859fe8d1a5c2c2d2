"""The conformance matrix: requirement rows by systems, grouped by document.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from mapproof.report.systems import System
from mapproof.result.results import VERDICTS, Check, Result, Row

SYMBOLS: Mapping[str, str] = {
    "pass": "✓", "fail": "✕", "crashed": "✕", "timeout": "✕", "unresolved": "?", "unsupported": "–", "untested": "·",
    "waived": "~", "xpass": "+", "untestable": "·", "absent": "",
}
# How a verdict is coloured: good, bad, doubtful, or nothing to be said.
TONES: Mapping[str, str] = {
    "pass": "good", "fail": "bad", "crashed": "bad", "timeout": "bad", "unresolved": "doubt", "waived": "doubt",
    "xpass": "doubt", "unsupported": "none", "untested": "none", "untestable": "none", "absent": "none",
}
# What the rows of each document are about, by the first part of their ids, in the order of the catalogue.
DOCUMENTS: Mapping[str, str] = {
    "MDM": "mmap_device_memory()",
    "MUN": "munmap_device_memory() and related calls",
    "MOF": "mem_offset()",
    "MO64": "mem_offset64()",
    "PMO": "posix_mem_offset()",
    "MMP": "mmap()",
    "MLK": "mlock() and related calls",
    "MDI": "mmap_device_io()",
    "MUI": "munmap_device_io()",
    "TCT": "ThreadCtl()",
    "TYM": "typed memory",
    "DDI": "mmap(D2), driver entry point",
}


@dataclass(frozen=True)
class Cell:
    """What one system did with one row."""

    word: str
    judged: bool
    checks: Tuple[Check, ...] = ()
    reason: Optional[str] = None

    @property
    def symbol(self) -> str:
        """The verdict without colour and without words."""
        return SYMBOLS[self.word]

    @property
    def tone(self) -> str:
        """The verdict's colour."""
        return TONES[self.word]

    @property
    def noteworthy(self) -> Tuple[Check, ...]:
        """The checks that did not simply pass."""
        return tuple(check for check in self.checks if check.verdict != "pass")


@dataclass(frozen=True)
class MatrixRow:
    """One requirement with a cell per system."""

    row: Row
    cells: Tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Whether the systems disagree."""
        return len({cell.word for cell in self.cells}) > 1

    @property
    def contradicts(self) -> bool:
        """Whether systems that gave an answer gave different ones; an open row is no answer."""
        return len({cell.word for cell in self.cells if cell.tone != "none"}) > 1

    @property
    def notable(self) -> bool:
        """Whether it failed somewhere, or is answered differently, or was left open where it counts."""
        return self.contradicts or any(cell.tone in ("bad", "doubt") or cell.judged and cell.word != "pass" for cell in self.cells)

    @property
    def open(self) -> bool:
        """Whether there is more to tell than that it passed everywhere."""
        return any(cell.word != "pass" for cell in self.cells)


@dataclass(frozen=True)
class Group:
    """The rows of one document."""

    prefix: str
    rows: Tuple[MatrixRow, ...]

    @property
    def title(self) -> str:
        """The call that the document describes."""
        return DOCUMENTS.get(self.prefix, self.prefix)

    def counts(self, column: int) -> Dict[str, int]:
        """How often each word stands in a column among the judged rows, best first."""
        words = [row.cells[column].word for row in self.rows if row.cells[column].judged]
        return {word: words.count(word) for word in SYMBOLS if word in words and word != "absent"}

    def reported(self, column: int) -> int:
        """How many rows of a column do not count in the profile."""
        cells = [row.cells[column] for row in self.rows]
        return sum(not cell.judged and cell.word != "absent" for cell in cells)


def matrix_of(systems: Sequence[System]) -> List[Group]:
    """All rows of all systems that have a conformance result."""
    columns = [_cells(system.conformance) for system in systems if system.conformance is not None]
    rows: Dict[str, Row] = {}
    for system in systems:
        for row in system.conformance.rows if system.conformance else ():
            rows.setdefault(row.row, row)
    groups: Dict[str, List[MatrixRow]] = {}
    for name, row in rows.items():
        cells = tuple(column.get(name, Cell("absent", False)) for column in columns)
        groups.setdefault(name.split("_")[0], []).append(MatrixRow(row, cells))
    return [Group(prefix, tuple(members)) for prefix, members in groups.items()]


def worst(words: Sequence[str]) -> str:
    """The verdict that a row takes from its checks."""
    return max(words, key=VERDICTS.index)


def _cells(result: Result) -> Dict[str, Cell]:
    checks: Dict[str, List[Check]] = {}
    for check in result.checks:
        checks.setdefault(check.row, []).append(check)
    cells = {}
    for row in result.rows:
        own = tuple(checks.get(row.row, ()))
        if own:
            cells[row.row] = Cell(worst([check.verdict for check in own]), row.judged, own)
        else:
            word = "untestable" if row.state == "untestable" else "absent"
            cells[row.row] = Cell(word, row.judged, (), row.reason)
    return cells
