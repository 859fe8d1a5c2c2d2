"""The ledger: one line for each survivor that somebody has read, and why nobody need notice it, or that somebody must.

    KEY CLASS FILE: BEFORE -> AFTER | REASON

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Dict

from mapproof.errors import CannotRun

EQUIVALENT = "equivalent"  # no caller can tell
OUTSIDE = "outside"  # of the contract: target parsing, diagnostics, performance
HOLE = "hole"  # somebody must notice it
CLASSES = (EQUIVALENT, OUTSIDE, HOLE)


@dataclass(frozen=True)
class Entry:
    """A survivor and its explanation."""

    key: str
    kind: str
    change: str
    reason: str

    def __str__(self) -> str:
        return f"{self.key} {self.kind} {self.change} | {self.reason}"


def load(path: Path) -> Dict[str, Entry]:
    """By key; empty if there is no ledger yet."""
    if not path.exists():
        return {}
    entries: Dict[str, Entry] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            entry = _entry(line, f"'{path}', line {number}")
            entries[entry.key] = entry
    return entries


def _entry(line: str, where: str) -> Entry:
    change, _, reason = line.rpartition(" | ")
    words = change.split(" ", 2)
    if len(words) != 3 or words[1] not in CLASSES or not reason.strip():
        raise CannotRun(f"{where} is no 'KEY {'|'.join(CLASSES)} FILE: BEFORE -> AFTER | REASON': correct it.")
    return Entry(words[0], words[1], words[2], reason.strip())
