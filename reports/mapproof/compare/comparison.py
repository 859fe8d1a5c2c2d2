"""Compares two result files row by row: did it get slower, did something that passed stop passing.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import dataclass
from statistics import median
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from mapproof.compare.statistics import Shift, hodges_lehmann, holm, robust_spread
from mapproof.compare.tails import tail_move, tails
from mapproof.errors import CANNOT_TELL, NO, YES, CannotRun
from mapproof.report.figures import argument_text
from mapproof.result.results import Check, Measurement, Result

# At most this probability of one false "slower" in a whole comparison, whatever the number of rows.
ERROR_RATE = 0.05
# Two launches of one binary differ by more than their repetitions tell. The floors, which are the same work in both files,
# show by how much; with fewer of them than this, the spread that was seen between launches on a shared machine is assumed.
ENOUGH_FLOORS = 5
LAUNCH_SPREAD = 0.03
LEAST_LAUNCH_SPREAD = 0.005
TAIL_TEXT = "99th percentile of its calls"


@dataclass(frozen=True)
class Change:
    """What became of one row."""

    name: str
    verdict: str  # slower, faster, unchanged, unclear, now refused; regressed, repaired, changed
    text: str = ""
    ratio: Optional[float] = None  # new over base
    low: Optional[float] = None
    high: Optional[float] = None
    by_floor: bool = False


@dataclass(frozen=True)
class Launch:
    """What the floors, the same work in both files, tell of the noise between the two runs; all are logarithms."""

    drift: float  # by how much the whole machine got slower
    spread: float  # how unlike the floors moved
    reach: float  # how far the floor that moved most is from the drift


@dataclass(frozen=True)
class Comparison:
    """All rows, and what follows from them."""

    kind: str
    changes: Tuple[Change, ...]
    only_base: Tuple[str, ...]
    only_new: Tuple[str, ...]
    code: int
    noise: Optional["Launch"] = None


def compare(base: Result, new: Result, effect: float) -> Comparison:
    """Compares files of one kind; effect is the slowdown that matters, as a fraction."""
    if base.run.kind != new.run.kind:
        raise CannotRun(
            f"'{base.path}' is a {base.run.kind} result and '{new.path}' a {new.run.kind} result: compare two of one kind."
        )
    if base.run.kind == "conformance":
        return _compare_checks(base, new)
    return _compare_measurements(base, new, effect)


def _together(base: Result, new: Result, common: int) -> None:
    if common == 0:
        raise CannotRun(f"'{base.path}' and '{new.path}' have no row in common: there is nothing to compare.")


def _compare_checks(base: Result, new: Result) -> Comparison:
    before = {f"{check.row}.{check.check}": check for check in base.checks}
    after = {f"{check.row}.{check.check}": check for check in new.checks}
    common = [name for name in before if name in after]
    _together(base, new, len(common))
    changes = [_check_change(name, before[name], after[name]) for name in common]
    code = NO if any(change.verdict == "regressed" for change in changes) else YES
    return Comparison("conformance", tuple(changes), *_leftovers(before, after), code)


def _check_change(name: str, before: Check, after: Check) -> Change:
    text = f"{before.verdict} → {after.verdict}" if before.verdict != after.verdict else after.verdict
    passed, passes = before.verdict in ("pass", "xpass"), after.verdict in ("pass", "xpass")
    if passed == passes:
        verdict = "unchanged" if before.verdict == after.verdict or passes else "changed"
    elif passes:
        verdict = "repaired"
    else:
        verdict = "regressed" if before.judged or after.judged else "changed"
    return Change(name, verdict, text)


def _leftovers(before: Mapping[str, object], after: Mapping[str, object]) -> Tuple[Tuple[str, ...], Tuple[str, ...]]:
    return tuple(name for name in before if name not in after), tuple(name for name in after if name not in before)


def _compare_measurements(base: Result, new: Result, effect: float) -> Comparison:
    before = {name_of(m): m for m in base.measurements if not is_floor(m)}
    after = {name_of(m): m for m in new.measurements if not is_floor(m)}
    common = [name for name in before if name in after]
    _together(base, new, len(common))
    both = [name for name in common if before[name].refused is None and after[name].refused is None]
    launch = _launch(before, after, both)
    moves = [_move(before[name], after[name], launch) for name in both]
    changes = _judge(moves, math.log1p(effect), launch.reach)
    changes += _tail_changes(base, new, [before[name] for name in both], [after[name] for name in both], changes, effect)
    changes += [_refusal(name, before[name], after[name]) for name in common if name not in both]
    return Comparison("benchmark", tuple(changes), *_leftovers(before, after), _code(changes), launch)


def is_floor(m: Measurement) -> bool:
    """Floors are what the rows are held against, not what is judged."""
    return m.name.startswith("floor")


def name_of(m: Measurement) -> str:
    """A row's name with all that must be the same for two rows to be the same."""
    words = [m.name, argument_text(m), f"CPU node {m.cpu_node}", f"memory node {m.memory_node}"]
    return ", ".join(word for word in words + ([f"window {m.window}"] if m.window else []) if word)


def _has_floor(before: Measurement, after: Measurement) -> bool:
    return all(m.floor is not None and m.floor.median > 0 for m in (before, after))


def _floor_log(m: Measurement) -> float:
    return math.log(m.floor.median) if m.floor is not None else 0.0


def _launch(before: Dict[str, Measurement], after: Dict[str, Measurement], both: Sequence[str]) -> Launch:
    floors = [_floor_log(after[name]) - _floor_log(before[name]) for name in both if _has_floor(before[name], after[name])]
    if len(floors) < ENOUGH_FLOORS:
        return Launch(0.0, LAUNCH_SPREAD, 0.0)
    drift = median(floors)
    return Launch(drift, max(LEAST_LAUNCH_SPREAD, robust_spread(floors)), max(abs(floor - drift) for floor in floors))


@dataclass(frozen=True)
class _Move:
    name: str
    shift: Shift  # against its floor, or against the drift if it has none
    least: float  # the smaller of the two: a floor that was disturbed alone must not make its row look slower
    by_floor: bool


def _move(before: Measurement, after: Measurement, launch: Launch) -> _Move:
    raw = hodges_lehmann(before.repetitions, after.repetitions)
    by_floor = _has_floor(before, after)
    by_drift = raw.estimate - launch.drift
    estimate = raw.estimate - (_floor_log(after) - _floor_log(before)) if by_floor else by_drift
    shift = Shift(estimate, raw.error, raw.freedom).widened(launch.spread)
    return _Move(name_of(after), shift, min(abs(estimate), abs(by_drift)), by_floor)


def _judge(moves: Sequence[_Move], bound: float, reach: float) -> List[Change]:
    slower = holm([move.shift.p_above(bound) for move in moves], ERROR_RATE)
    faster = holm([move.shift.mirrored().p_above(bound) for move in moves], ERROR_RATE)
    changes = []
    for index, move in enumerate(moves):
        shift = move.shift
        half = shift.half_width(ERROR_RATE)
        # The floors are the same work in both files: what moved no further than they did may not have moved at all.
        if move.least > reach and (slower[index] or faster[index]):
            verdict = "slower" if slower[index] else "faster"
        else:
            # Noise that hides the effect, or an estimate beyond it that chance could have made.
            verdict = "unclear" if half > bound or shift.estimate > bound else "unchanged"
        low, high = _exp(shift.estimate - half), _exp(shift.estimate + half)
        changes.append(Change(move.name, verdict, "", _exp(shift.estimate), low, high, move.by_floor))
    return changes


def _tail_changes(base: Result, new: Result, before: Sequence[Measurement], after: Sequence[Measurement],
                  judged: Sequence[Change], effect: float) -> List[Change]:
    """What only the slowest calls tell: a row that is slower as a whole has said so already."""
    floors_before = {name_of(m): m for m in base.measurements if is_floor(m)}
    floors_after = {name_of(m): m for m in new.measurements if is_floor(m)}
    moves = {name: tail_move(floors_before[name], floors_after[name]) for name in floors_before if name in floors_after}
    floors = {name: move.estimate for name, move in moves.items() if move is not None}
    found = tails(before, after, floors, math.log1p(effect), ERROR_RATE)
    return [
        Change(judged[tail.index].name, "slower" if tail.slower else "faster", TAIL_TEXT, tail.ratio, tail.low, tail.high)
        for tail in found
        if judged[tail.index].verdict != ("slower" if tail.slower else "faster")
    ]


def _exp(value: float) -> Optional[float]:
    return math.exp(value) if math.isfinite(value) and abs(value) < 50 else None


def _refusal(name: str, before: Measurement, after: Measurement) -> Change:
    if after.refused is None:
        return Change(name, "repaired", f"was refused with {before.refused}")
    if before.refused is None:
        return Change(name, "now refused", f"{after.refused}: {after.reason or 'no reason was given'}")
    return Change(name, "unchanged", f"refused with {after.refused}")


def _code(changes: Sequence[Change]) -> int:
    verdicts = {change.verdict for change in changes}
    if "slower" in verdicts:
        return NO
    return CANNOT_TELL if verdicts & {"unclear", "now refused"} or verdicts == {"repaired"} else YES
