"""Spends the time where it is needed: first on all rows, then on those that are open, and at last on proving the slower ones.

SPDX-License-Identifier: Apache-2.0
"""

import math
import random
import time
from dataclasses import dataclass
from typing import Callable, Dict, List, Sequence

from mapproof.ab.ledger import Entry, Ledger
from mapproof.compare.verdict import ERROR_RATE, Evidence, words

# Makes a pair of launches, in this order if NEW is first, of these rows only, or of all if there are none.
Round = Callable[[bool, Sequence[str]], Dict[str, Entry]]

LEAST_ROUNDS = 6
MOST_ROUNDS = 200
# Of the time, for looking; the rest is for proving.
LOOKING = 0.65


@dataclass(frozen=True)
class Finding:
    """What came out for one row."""

    name: str
    verdict: str  # slower, faster, unchanged, unclear
    evidence: Evidence
    pairs: int
    rows: int  # of the table, over which the interval holds

    @property
    def half_width(self) -> float:
        """Of the interval that misses the true shift of any row of the table with 5 % probability at most."""
        return self.evidence.best.half_width(ERROR_RATE / self.rows)

    @property
    def least_effect(self) -> float:
        """The slowdown that would be found four times in five, as a logarithm."""
        return self.evidence.best.half_width(2 * ERROR_RATE / self.rows) + 0.84 * self.evidence.best.error


class Duel:
    """One comparison of two programs."""

    def __init__(self, round_of: Round, effect: float, seconds: float, seed: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._round, self._bound, self._seconds = round_of, math.log1p(effect), seconds
        self._random, self._clock = random.Random(seed), clock
        self._started = clock()
        self._ledger = Ledger()

    def run(self) -> List[Finding]:
        """Looks, then proves what looks different."""
        names = self._look()
        evidence = self._ledger.evidence(names)
        suspects = [name for name, word in zip(names, self._words(evidence)) if word in ("slower", "faster")]
        proof = Ledger()
        if suspects:
            self._prove(suspects, proof)
        confirmed = self._confirmed(suspects, proof)
        everything = self._ledger.merged(proof)
        final = everything.evidence(names)
        return [self._finding(name, row, confirmed, everything.pairs(name), len(names)) for name, row in zip(names, final)]

    def _words(self, rows: Sequence[Evidence]) -> List[str]:
        return words(rows, [self._bound] * len(rows))

    def _left(self, share: float) -> float:
        return share * self._seconds - (self._clock() - self._started)

    def _fight(self, ledger: Ledger, rows: Sequence[str]) -> List[str]:
        found = self._round(self._random.random() < 0.5, rows)
        ledger.add(found)
        return list(found)

    def _look(self) -> List[str]:
        names: List[str] = []
        for number in range(MOST_ROUNDS):
            rows: Sequence[str] = () if number < LEAST_ROUNDS else self._open(names)
            if number >= LEAST_ROUNDS and (not rows or self._left(LOOKING) <= 0):
                break
            names += [name for name in self._fight(self._ledger, rows) if name not in names]
        return names

    def _open(self, names: Sequence[str]) -> List[str]:
        """Undecided, or seemingly faster, which is not yet shown."""
        rows = self._ledger.evidence(names)
        seem_faster = [row.best.estimate <= -self._bound for row in rows]
        return [name for name, word, faster in zip(names, self._words(rows), seem_faster)
                if word == "unclear" or word == "unchanged" and faster]

    def _prove(self, suspects: Sequence[str], proof: Ledger) -> None:
        for number in range(MOST_ROUNDS):
            if number >= LEAST_ROUNDS and (self._left(1.0) <= 0 or len(self._confirmed(suspects, proof)) == len(suspects)):
                break
            self._fight(proof, suspects)

    def _confirmed(self, suspects: Sequence[str], proof: Ledger) -> Dict[str, str]:
        if not suspects:
            return {}
        verdicts = words(proof.evidence(suspects), [0.0] * len(suspects))
        return {name: word for name, word in zip(suspects, verdicts) if word in ("slower", "faster")}

    def _finding(self, name: str, row: Evidence, confirmed: Dict[str, str], pairs: int, rows: int) -> Finding:
        estimate = row.best.estimate
        word = confirmed.get(name, "")
        if not (word == "slower" and estimate >= self._bound or word == "faster" and estimate <= -self._bound):
            word = "unchanged" if row.is_shown_below(self._bound) else "unclear"
        return Finding(name, word, row, pairs, rows)
