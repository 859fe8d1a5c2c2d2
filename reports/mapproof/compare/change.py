"""What a comparison is made of.

SPDX-License-Identifier: Apache-2.0
"""

import fnmatch
from dataclasses import dataclass
from typing import Mapping, Optional, Sequence, Tuple

from mapproof.compare.machine import Launch
from mapproof.result.results import Measurement
from mapproof.words import arguments_in_words


# What can become of a row, bad news first.
ORDER = ("regressed", "slower", "now refused", "now implausible", "unclear", "changed", "allowed", "faster", "repaired", "unchanged")


@dataclass(frozen=True)
class Change:
    """What became of one row."""

    name: str
    verdict: str  # slower, faster, unchanged, unclear, allowed, now refused, now implausible; regressed, repaired, changed
    text: str = ""
    ratio: Optional[float] = None  # new over base
    low: Optional[float] = None
    high: Optional[float] = None
    by_floor: bool = False


@dataclass(frozen=True)
class Question:
    """What is asked: about which rows, the slowdown that matters (a fraction), and how many rows must be decided."""

    effect: Optional[float] = None  # None: what matters where nothing else is said
    rows: Sequence[str] = ()  # patterns; none are all
    allowed: Sequence[Tuple[float, str]] = ()  # ratios, and the rows that may become so much slower
    decided: float = 0.9

    def asks(self, m: Measurement) -> bool:
        """Whether the row is asked about."""
        return not self.rows or any(_matches(m, pattern) for pattern in self.rows)

    def allowance(self, m: Measurement) -> float:
        """The ratio up to which the row may become slower; 1 if none was given."""
        return max((ratio for ratio, pattern in self.allowed if _matches(m, pattern)), default=1.0)


@dataclass(frozen=True)
class Comparison:
    """All rows, and what follows from them."""

    kind: str
    changes: Tuple[Change, ...]
    only_base: Tuple[str, ...]
    only_new: Tuple[str, ...]
    code: int
    noise: Optional[Launch] = None
    effect: Optional[float] = None  # the one that was asked for, or the usual one
    decided: Optional[float] = None  # the share of the measured rows
    advice: str = ""  # what would decide enough


def name_of(m: Measurement) -> str:
    """A row's name with all that must be the same for two rows to be the same."""
    words = [m.name, arguments_in_words(m.arguments), f"CPU node {m.cpu_node}", f"memory node {m.memory_node}"]
    return ", ".join(word for word in words + ([f"window {m.window}"] if m.window else []) if word)


def leftovers(before: Mapping[str, object], after: Mapping[str, object]) -> Tuple[Tuple[str, ...], Tuple[str, ...]]:
    """The names that stand in one of them only."""
    return tuple(name for name in before if name not in after), tuple(name for name in after if name not in before)


def _matches(m: Measurement, pattern: str) -> bool:
    # A unit stands behind a space that does not break, which nobody types.
    return fnmatch.fnmatchcase(m.name, pattern) or fnmatch.fnmatchcase(name_of(m).replace("\u00a0", " "), pattern)
