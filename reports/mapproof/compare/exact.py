"""Figures of the lab's exact clock, which counts instructions: every difference is one of the code.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import replace
from typing import Sequence, Tuple

from mapproof.compare.change import Change, Comparison, Question, name_of
from mapproof.errors import CannotRun
from mapproof.result.results import Measurement, Result

# A tenth of a per cent is what the arrangement of a program may cost; the clock itself has no noise.
USUAL_EFFECT = 0.001


def is_exact(base: Result, new: Result) -> bool:
    """Whether both were measured by the exact clock; one of each cannot be compared."""
    clocks = [result.run.environment.get("clock", "wall") for result in (base, new)]
    if clocks.count("exact") == 1:
        raise CannotRun(
            f"'{base.path}' was measured by the {clocks[0]} clock and '{new.path}' by the {clocks[1]} clock: compare two of one."
        )
    return clocks[0] == "exact"


def judge(comparison: Comparison, pairs: Sequence[Tuple[Measurement, Measurement]], question: Question) -> Comparison:
    """Median by median."""
    effect = USUAL_EFFECT if question.effect is None else question.effect
    changes = [allowed(_change(before, after, effect), question.allowance(after)) for before, after in pairs]
    return replace(comparison, changes=tuple(changes), effect=effect)


def allowed(change: Change, allowance: float) -> Change:
    """A row that may become slower, and did not become slower than that."""
    if change.verdict != "slower" or change.ratio is None or change.ratio > allowance:
        return change
    return replace(change, verdict="allowed", text=f"up to {allowance:g} times is allowed")


def _change(before: Measurement, after: Measurement, effect: float) -> Change:
    name = name_of(after)
    if before.median == 0:
        return Change(name, "unchanged" if after.median == 0 else "slower", f"from 0 to {after.median:g} ns")
    ratio = after.median / before.median
    if ratio > 1 + effect:
        word = "slower"
    else:
        word = "faster" if ratio < 1 / (1 + effect) else "unchanged"
    return Change(name, word, "by the exact clock" if word != "unchanged" else "", ratio, ratio, ratio)
