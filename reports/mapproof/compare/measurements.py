"""Two benchmark results: the rows of both, judged by noisy clocks or by an exact one.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import replace
from typing import Dict, List, Sequence, Tuple

from mapproof.compare import exact, suffices
from mapproof.compare.change import Change, Comparison, Question, leftovers, name_of
from mapproof.compare.evidence import gather
from mapproof.compare.rulers import is_ruler
from mapproof.compare.tails import TAIL_TEXT, tails
from mapproof.compare.verdict import ERROR_RATE, Evidence, words
from mapproof.errors import CANNOT_TELL, NO, YES, CannotRun
from mapproof.result.results import Measurement, Result

USUAL_EFFECT = 0.05
Pair = Tuple[Measurement, Measurement]


def compare_measurements(base: Result, new: Result, question: Question) -> Comparison:
    """Rows meet by their name, arguments, nodes and window."""
    before, after = _asked(base, question), _asked(new, question)
    common = [name for name in before if name in after]
    if not common:
        raise CannotRun(f"'{base.path}' and '{new.path}' have no row in common: there is nothing to compare.")
    pairs = [(before[name], after[name]) for name in common]
    told = {name_of(pair[1]): change for pair in pairs for change in without_figures(*pair)}
    figures = [pair for pair in pairs if name_of(pair[1]) not in told]
    comparison = Comparison("benchmark", (), *leftovers(before, after), YES)
    if exact.is_exact(base, new):
        comparison = exact.judge(comparison, figures, question)
    else:
        comparison = _judge(comparison, base, new, figures, question)
    return _concluded(replace(comparison, changes=(*comparison.changes, *told.values())), question)


def _asked(result: Result, question: Question) -> Dict[str, Measurement]:
    return {name_of(m): m for m in result.measurements if not is_ruler(m) and question.asks(m)}


def without_figures(before: Measurement, after: Measurement) -> List[Change]:
    """What became of a row that has no figure, or one that cannot be true, in one of the files."""
    name = name_of(after)
    if after.refused is not None and before.refused is not None:
        return [Change(name, "unchanged", f"refused with {after.refused}")]
    if after.refused is not None:
        return [Change(name, "now refused", f"{after.refused}: {after.reason or 'no reason was given'}")]
    if before.refused is not None:
        return [Change(name, "repaired", f"was refused with {before.refused}")]
    if after.implausible is not None and before.implausible is None:
        return [Change(name, "now implausible", after.implausible)]
    return []


def _judge(comparison: Comparison, base: Result, new: Result, pairs: Sequence[Pair], question: Question) -> Comparison:
    effect = USUAL_EFFECT if question.effect is None else question.effect
    noise, rows = gather(base, new, pairs)
    bounds = [math.log1p(effect)] * len(rows)
    changes = [_change(pair, row, word, question)
               for pair, row, word in zip(pairs, rows, words([row for row, _ in rows], bounds))]
    changes = [_same(pair) if pair[0].repetitions == pair[1].repetitions else change for pair, change in zip(pairs, changes)]
    advice = suffices.advice(base, [row for row, _ in rows], [change.verdict for change in changes], effect, noise, question.decided)
    changes += _tail_changes(base, new, pairs, changes, effect)
    return replace(comparison, changes=tuple(changes), noise=noise, effect=effect, advice=advice)


def _change(pair: Pair, row: Tuple[Evidence, bool], word: str, question: Question) -> Change:
    best = row[0].best
    half = best.half_width(ERROR_RATE)
    ratio = _exp(best.estimate)
    change = Change(name_of(pair[1]), word, "", ratio, _exp(best.estimate - half), _exp(best.estimate + half), row[1])
    return exact.allowed(change, question.allowance(pair[1]))


def _same(pair: Pair) -> Change:
    return Change(name_of(pair[1]), "unchanged", "the very same repetitions", 1.0, 1.0, 1.0)


def _tail_changes(base: Result, new: Result, pairs: Sequence[Pair], judged: Sequence[Change], effect: float) -> List[Change]:
    """What only the slowest calls tell: a row that is slower as a whole has said so already."""
    found = tails(base, new, pairs, math.log1p(effect), ERROR_RATE)
    return [
        Change(judged[tail.index].name, "slower" if tail.slower else "faster", TAIL_TEXT, tail.ratio, tail.low, tail.high)
        for tail in found
        if judged[tail.index].verdict not in ("slower" if tail.slower else "faster", "allowed")
    ]


def _exp(value: float) -> "float | None":
    return math.exp(value) if math.isfinite(value) and abs(value) < 50 else None


def _concluded(comparison: Comparison, question: Question) -> Comparison:
    verdicts = [change.verdict for change in comparison.changes if change.text != TAIL_TEXT]
    measured = [verdict for verdict in verdicts if verdict != "repaired" and verdict != "now refused"]
    open_rows = sum(verdict in ("unclear", "now implausible") for verdict in measured)
    decided = 1 - open_rows / len(measured) if measured else 0.0
    if any(change.verdict == "slower" for change in comparison.changes):
        code = NO
    else:
        code = CANNOT_TELL if "now refused" in verdicts or decided < question.decided else YES
    return replace(comparison, code=code, decided=decided, advice=comparison.advice if code == CANNOT_TELL else "")
