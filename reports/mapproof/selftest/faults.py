"""Runs the suite on a backend that harms its own process, and judges whether any verdict was lost or changed by that.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from typing import Dict, List, Mapping, Tuple

from mapproof.errors import CannotRun
from mapproof.selftest.score import FaultResult, Row
from mapproof.selftest.trial import Trials

PROFILE = "qnx-7.1"
MISTAKES = ("fail", "crashed", "timeout")

# In which calls a fault happens. "call" is mem_offset64(): the first of these rows meets it, the second must not notice.
PLACES = ("open", "call", "close")
HARMED_ROW = "MO64_02"
UNHARMED_ROW = "MOF_02"

# A fault that hangs needs no longer to show it. One that ends by itself is given all the time that a slow host takes.
HANG_DEADLINE_SECONDS = 1.0
DEADLINE_SECONDS = 60.0

# What must come of a check that meets a fault, by the kind of the fault: in the call, which then is refused, and elsewhere.
IN_THE_CALL = {"ends": ("crashed",), "hangs": ("timeout",), "returns": ("fail",), "harms": (*MISTAKES, "unresolved")}
ELSEWHERE = {**IN_THE_CALL, "returns": ("pass",), "harms": ("pass", *MISTAKES, "unresolved")}


@dataclass(frozen=True)
class Fault:
    """A way of misbehaving, and what kind it is."""

    plugin: str
    kind: str
    way: str


async def judge_fault(fault: Fault, rows: Mapping[str, Row], trials: Trials) -> FaultResult:
    """Wherever it happens, each check has to answer exactly once, and rightly."""
    lost: List[str] = []
    for place in PLACES:
        lost += [f"{name} ({place})" for name in await _lost(fault, place, rows, trials)]
    return FaultResult(fault.way, tuple(lost))


async def _lost(fault: Fault, place: str, rows: Mapping[str, Row], trials: Trials) -> List[str]:
    right = IN_THE_CALL if place == "call" else ELSEWHERE
    expected: Dict[str, Tuple[str, ...]] = {name: right[fault.kind] for name in rows[HARMED_ROW].checks[:1]}
    if place == "call":
        expected.update({name: ("pass",) for name in rows[UNHARMED_ROW].checks[:1]})
    hangs = fault.kind == "hangs"
    deadline = HANG_DEADLINE_SECONDS if hangs else DEADLINE_SECONDS
    try:
        checks = await trials.run(
            fault.plugin, PROFILE, list(expected), target=f"{place}:{fault.way}", deadline_seconds=deadline, sleeps=hangs
        )
    except CannotRun:
        # An open() that lacks what it needs may say so: that refusal is its answer.
        return [] if (place, fault.kind) == ("open", "harms") else list(expected)
    answers: Dict[str, List[str]] = {}
    for check in checks:
        answers.setdefault(check.name, []).append(check.verdict)
    return [name for name, words in expected.items() if len(answers.get(name, ())) != 1 or answers[name][0] not in words]
