"""Holds each row of two results against its rulers.

SPDX-License-Identifier: Apache-2.0
"""

import math
from typing import List, Optional, Sequence, Tuple

from mapproof.compare.change import name_of
from mapproof.compare.machine import Launch, launch
from mapproof.compare.rulers import Rulers, is_floor
from mapproof.statistics import Shift, apart, centre, low_centre, moderated
from mapproof.compare.verdict import Evidence
from mapproof.result.results import Measurement, Result

UNKNOWN = Shift(0.0, math.inf, 1.0)
Pair = Tuple[Measurement, Measurement]


def gather(base: Result, new: Result, pairs: Sequence[Pair],
           floors_of_both: Optional[Sequence[Pair]] = None) -> Tuple[Launch, List[Tuple[Evidence, bool]]]:
    """The noise between the runs, and for each pair its evidence and whether the better of it is by its floor. Which floors
    belong together must be said where their windows or nodes have other names."""
    rulers = (Rulers(base), Rulers(new))
    noise = launch(moderated([_by_machine(pair, rulers) for pair in _pairs_of_floors(base, new, floors_of_both)]))
    by_machine = [noise.applied(shift, drifted=True) for shift in moderated([_by_machine(pair, rulers) for pair in pairs])]
    floors = [_by_floor(pair, rulers) for pair in pairs]
    known = iter(moderated([shift for shift in floors if shift is not None]))
    by_floor = [None if shift is None else noise.applied(next(known), drifted=False) for shift in floors]
    return noise, [_evidence(*both) for both in zip(by_machine, by_floor)]


def _evidence(by_machine: Shift, by_floor: Optional[Shift]) -> Tuple[Evidence, bool]:
    shifts = [by_machine] if by_floor is None else [by_floor, by_machine]
    evidence = Evidence(shifts)
    return evidence, by_floor is not None and evidence.best is by_floor


def _pairs_of_floors(base: Result, new: Result, given: Optional[Sequence[Pair]]) -> Sequence[Pair]:
    return _floors(base, new) if given is None else given


def _floors(base: Result, new: Result) -> List[Pair]:
    before = {name_of(m): m for m in base.measurements if is_floor(m) and m.refused is None}
    after = {name_of(m): m for m in new.measurements if is_floor(m) and m.refused is None}
    return [(before[name], after[name]) for name in before if name in after]


def _by_floor(pair: Pair, rulers: Tuple[Rulers, Rulers]) -> Optional[Shift]:
    """By the quotients of pairs; or, where interruptions tear most pairs apart, by what both usually take undisturbed."""
    base, new = (ruler.against_floor(m) for ruler, m in zip(rulers, pair))
    if base is None or new is None:
        return None
    in_pairs = apart(centre(base[0] - base[1]), centre(new[0] - new[1]))
    row, floor = (apart(low_centre(before), low_centre(after)) for before, after in zip(base, new))
    undisturbed = Shift(row.estimate - floor.estimate, row.error, row.freedom).widened(floor.error, floor.freedom)
    return min(in_pairs, undisturbed, key=lambda shift: shift.error)


def _by_machine(pair: Pair, rulers: Tuple[Rulers, Rulers]) -> Shift:
    by_canary = all(ruler.with_canary for ruler in rulers)
    base, new = (ruler.against_machine(m, by_canary) for ruler, m in zip(rulers, pair))
    return UNKNOWN if base is None or new is None else apart(low_centre(base), low_centre(new))
