"""What the same questions cost on another system: by the statistics of `compare`, the largest certain difference first.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import dataclass
from statistics import median
from typing import Dict, List, Optional, Sequence, Tuple

from mapproof import words
from mapproof.compare.evidence import gather
from mapproof.compare.exact import USUAL_EFFECT as EXACT_EFFECT
from mapproof.compare.measurements import USUAL_EFFECT
from mapproof.compare.verdict import ERROR_RATE, Evidence
from mapproof.compare.verdict import words as verdicts
from mapproof.report.meeting import Pair, floors_of, met, rows_of, unmet
from mapproof.report.systems import System
from mapproof.result.results import Measurement, Result


@dataclass(frozen=True)
class Difference:
    """One row on two systems."""

    base: Measurement
    other: Measurement
    verdict: str  # slower, faster, unchanged, unclear, implausible
    ratio: float  # of the medians: what a user waits for
    change: Optional[float] = None  # beyond what the machine and the floor account for, with its interval
    low: Optional[float] = None
    high: Optional[float] = None
    by_floor: bool = False

    @property
    def certain(self) -> bool:
        """Whether it is shown."""
        return self.verdict in ("slower", "faster")


@dataclass(frozen=True)
class Question:
    """The geometric means of what belongs together: of the times, and of the times over their floors."""

    name: str
    rows: int
    ratio: float
    over_floor: Optional[float]


@dataclass(frozen=True)
class Against:
    """A system held against the first that was measured."""

    base: System
    other: System
    rows: Tuple[Difference, ...]
    questions: Tuple[Question, ...]
    machine: Optional[float]  # how many times as long the other's floors take
    missing: Dict[str, List[str]]
    added: Dict[str, List[str]]
    note: str = ""

    @property
    def certain(self) -> List[Difference]:
        """What differs, the largest first."""
        return sorted((row for row in self.rows if row.certain), key=lambda row: -abs(math.log(row.change or 1.0)))

    @property
    def repetitions(self) -> int:
        """Of the middle row, on the side that has fewer."""
        return int(median(min(len(row.base.repetitions), len(row.other.repetitions)) for row in self.rows)) if self.rows else 0

    def count(self, verdict: str) -> int:
        """How many rows have this verdict."""
        return sum(row.verdict == verdict for row in self.rows)

    def question(self, name: str) -> Optional[Question]:
        """The means of one question."""
        return next((question for question in self.questions if question.name == name), None)


def against_the_first(systems: Sequence[System]) -> List[Against]:
    """Each system with figures against the first that has some."""
    measuring = [system for system in systems if system.benchmark is not None]
    return [_against(measuring[0], other) for other in measuring[1:]]


def _against(base: System, other: System) -> Against:
    mine, theirs = rows_of(base), rows_of(other)
    pairs = met(mine, theirs)
    good = [pair for pair in pairs if all(m.implausible is None and m.median > 0 for m in pair)]
    assert base.benchmark is not None and other.benchmark is not None
    machine, rows, note = _judged(base.benchmark, other.benchmark, good, met(floors_of(base), floors_of(other)))
    doubted = [Difference(*pair, "implausible", _ratio(pair)) for pair in pairs if pair not in good]
    return Against(base, other, (*rows, *doubted), tuple(_questions(good)), machine, unmet(mine, theirs), unmet(theirs, mine), note)


def _ratio(pair: Pair) -> float:
    return pair[1].median / pair[0].median if pair[0].median > 0 else 1.0


def _judged(base: Result, other: Result, pairs: Sequence[Pair], floors: Sequence[Pair]) -> Tuple[Optional[float], List[Difference], str]:
    clocks = [result.run.environment.get("clock", "wall") for result in (base, other)]
    if clocks[0] != clocks[1]:
        note = f"One was measured by the {clocks[0]} clock, the other by the {clocks[1]} clock: their times cannot be compared."
        return None, [Difference(*pair, "unclear", _ratio(pair)) for pair in pairs], note
    if clocks[0] == "exact":
        return None, [_exact(pair) for pair in pairs], ""
    noise, rows = gather(base, other, pairs, floors)
    said = verdicts([row for row, _ in rows], [math.log1p(USUAL_EFFECT)] * len(rows))
    machine = math.exp(noise.drift) if noise.drift else None
    return machine, [_difference(pair, row, word, by_floor) for pair, (row, by_floor), word in zip(pairs, rows, said)], ""


def _difference(pair: Pair, row: Evidence, word: str, by_floor: bool) -> Difference:
    best = row.best
    half = best.half_width(ERROR_RATE)
    if not math.isfinite(half) or abs(best.estimate) + half > 50:
        return Difference(*pair, word, _ratio(pair))
    low, high = math.exp(best.estimate - half), math.exp(best.estimate + half)
    return Difference(*pair, word, _ratio(pair), math.exp(best.estimate), low, high, by_floor)


def _exact(pair: Pair) -> Difference:
    ratio = _ratio(pair)
    word = "unchanged" if abs(math.log(ratio)) <= math.log1p(EXACT_EFFECT) else "slower" if ratio > 1 else "faster"
    return Difference(*pair, word, ratio, ratio)


def _questions(pairs: Sequence[Pair]) -> List[Question]:
    groups: Dict[str, List[Pair]] = {}
    for pair in pairs:
        groups.setdefault(words.question(pair[0].name), []).append(pair)
    names = [name for name, _ in words.QUESTIONS if name in groups] + [name for name in groups if name == words.OTHER]
    return [_question(name, groups[name]) for name in names]


def _question(name: str, pairs: Sequence[Pair]) -> Question:
    floors = [other.floor.ratio / base.floor.ratio for base, other in pairs
              if base.floor and other.floor and base.floor.ratio > 0 and other.floor.ratio > 0]
    return Question(name, len(pairs), _mean([_ratio(pair) for pair in pairs]), _mean(floors) if floors else None)


def _mean(ratios: Sequence[float]) -> float:
    return math.exp(sum(math.log(ratio) for ratio in ratios) / len(ratios))
