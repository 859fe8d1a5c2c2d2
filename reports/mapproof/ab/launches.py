"""Pairs of launches, in a folder that goes when they are done.

SPDX-License-Identifier: Apache-2.0
"""

import re
from pathlib import Path
from typing import Callable, Dict, List, Sequence

from mapproof.ab.ledger import Entry, entries
from mapproof.ab.side import Side
from mapproof.compare.change import name_of
from mapproof.result.results import Measurement, Result

CANARIES = "^canary_"


class Launches:
    """Makes the pairs and keeps the last result of each side."""

    def __init__(self, base: Side, new: Side, seconds: float, pattern: str, folder: Path, tell: Callable[[str], None]) -> None:
        self._sides, self._seconds, self._folder, self._tell = (base, new), seconds, folder, tell
        self._pattern = f"{pattern}|{CANARIES}" if pattern else ""
        self._labels: Dict[str, str] = {}
        self.first: List[Result] = []
        self.made = 0

    def pair(self, new_first: bool, rows: Sequence[str]) -> Dict[str, Entry]:
        """One after the other, without a pause."""
        self.made += 1
        self._tell(f"pair {self.made}: {len(rows) or 'all'} rows")
        pattern = pattern_of([self._labels[name] for name in rows]) if rows else self._pattern
        # What is measured in a launch shares its time; few rows need less of it.
        share = max(0.25, len(rows) / len(self._labels)) if rows else 1.0
        results: List[Result] = [None, None]  # type: ignore[list-item]
        for which in (1, 0) if new_first else (0, 1):
            results[which] = self._sides[which].launch(share * self._seconds, pattern, self._folder / f"{which}.jsonl")
        if not self.first:
            self.first = results
            self._labels = {name_of(m): label(m) for result in results for m in result.measurements}
        return entries(*results)


def label(m: Measurement) -> str:
    """As mapproof-bench --list prints it."""
    words = [f"{name}:{str(value).lower() if isinstance(value, bool) else value}" for name, value in m.arguments.items()]
    where = [f"cpu:{m.cpu_node}", f"memory:{m.memory_node}"] + ([f"window:{m.window}"] if m.window else [])
    return "/".join([m.name, *words, *where])


def pattern_of(labels: Sequence[str]) -> str:
    """The regular expression that finds these labels, and the canaries."""
    return "^(" + "|".join(re.sub(r"([.^$*+?()\[\]{}|\\])", r"\\\1", text) for text in labels) + f")$|{CANARIES}"
