"""What did not do as its row demands: what was seen, the calls that led there, and the program that repeats it.

SPDX-License-Identifier: Apache-2.0
"""

import base64
import os
from dataclasses import dataclass
from typing import List, Optional, Sequence, Tuple
from urllib.parse import quote

from mapproof.report.matrix import TONES
from mapproof.report.sources import address_of
from mapproof.report.systems import System
from mapproof.result.results import Check, Result, Row

_CALLS = "\n\nCalls leading to the failure:\n"
_PROGRAM = "standalone reproducer: "
# More than so many programs in one page would make it heavy.
MOST_PROGRAMS = 60


@dataclass(frozen=True)
class Program:
    """A C program that fails alone: where it lies, or itself."""

    name: str
    address: str
    text: str


@dataclass(frozen=True)
class Deviation:
    """A check that did not do what its row demands."""

    system: System
    row: Row
    check: Check
    seen: str
    calls: str
    program: Optional[Program]
    no_program: str

    @property
    def tone(self) -> str:
        """The verdict's colour."""
        return TONES[self.check.verdict]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"deviation-{self.system.letter}-{self.row.row}-{self.check.check}"

    @property
    def address(self) -> Optional[str]:
        """Where the row's document can be read."""
        return address_of(self.row.source)


def deviations(systems: Sequence[System], folder: Optional[str] = None) -> List[Deviation]:
    """What failed, crashed, hung or stayed unresolved, and what was waived; judged rows first, failures before doubts. Programs in
    the folder of the page, or below it, are linked, others become part of the page."""
    found: List[Deviation] = []
    for system in systems:
        if system.conformance is None:
            continue
        rows = {row.row: row for row in system.conformance.rows}
        found += [_deviation(system, rows[check.row], check, folder, len(found) < MOST_PROGRAMS)
                  for check in system.conformance.checks if TONES[check.verdict] in ("bad", "doubt") and check.row in rows]
    return sorted(found, key=lambda deviation: (not deviation.check.judged, deviation.tone != "bad", not deviation.row.core))


def _deviation(system: System, row: Row, check: Check, folder: Optional[str], embed: bool) -> Deviation:
    seen, calls, named = _parted(check.detail or "")
    assert system.conformance is not None
    program = _program(system.conformance, named, folder, embed) if named.endswith(".c") else None
    return Deviation(system, row, check, seen, calls, program, "" if program else named)


def _parted(detail: str) -> Tuple[str, str, str]:
    """What was seen, the calls, and what is said of the program."""
    seen, _, rest = detail.partition(_CALLS)
    lines = rest.splitlines()
    named = next((line[len(_PROGRAM):] for line in lines if line.startswith(_PROGRAM)), "")
    none = next((line for line in lines if line.startswith("no standalone reproducer")), "")
    calls = [line for line in lines if line not in (_PROGRAM + named, none) and not line.startswith(("row ", "source: ", "calls:"))]
    return seen.strip(), "\n".join(calls).strip("\n"), named or none


def _program(result: Result, name: str, folder: Optional[str], embed: bool) -> Optional[Program]:
    path = os.path.join(f"{result.path}.repro", os.path.basename(name))
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError):
        return None
    if folder is not None:
        way = os.path.relpath(os.path.realpath(path), os.path.realpath(folder))
        if not way.startswith(os.pardir):
            return Program(name, quote(way), text)
    if not embed:
        return None
    return Program(name, "data:text/x-c;base64," + base64.b64encode(text.encode("utf-8")).decode("ascii"), text)
