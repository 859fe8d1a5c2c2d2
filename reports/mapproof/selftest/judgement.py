"""Runs the suite on the honest model, on variants, liars and faults, and judges the suite by what it says.

SPDX-License-Identifier: Apache-2.0
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, FrozenSet, List, Mapping, Sequence, Tuple

from mapproof.selftest.faults import MISTAKES, Fault, judge_fault
from mapproof.selftest.score import Alarm, LiarResult, Row, Score
from mapproof.selftest.score_table import Progress
from mapproof.selftest.trial import Trials, Verdicts

HONEST = "model"
# Where a liar is tried first, if its row is judged there.
PREFERRED_PROFILES = ("qnx-7.1", "obs64")
ALARMS = (*MISTAKES, "unresolved")


@dataclass(frozen=True)
class Plan:
    """What to run: all rows, those that the score is about, and the backends made for the selftest."""

    rows: Mapping[str, Row]
    selected: Sequence[Row]
    liars: Mapping[Path, Row]
    variants: Mapping[Path, Sequence[str]]  # and the profiles in which each is legal; empty for all
    faults: Sequence[Fault]
    full: bool

    @property
    def scope(self) -> Sequence[str]:
        """The selected rows by name; empty for all."""
        return () if len(self.selected) == len(self.rows) else [row.name for row in self.selected]


class HonestModel:
    """The verdicts on the model, run once for each profile and scope. What fails here is a false alarm, and no notice."""

    def __init__(self, trials: Trials) -> None:
        self._trials = trials
        self._runs: Dict[Tuple[str, Tuple[str, ...]], "asyncio.Task[Verdicts]"] = {}

    async def verdicts(self, profile: str, scope: Sequence[str]) -> Verdicts:
        """All verdicts in that scope; empty for all rows."""
        key = (profile, tuple(scope))
        if key not in self._runs:
            self._runs[key] = asyncio.ensure_future(self._trials.run(HONEST, profile, scope))
        return await self._runs[key]

    async def mistakes(self, profile: str, scope: Sequence[str]) -> FrozenSet[str]:
        """The checks that say nothing about a liar."""
        return frozenset(_mistaken(await self.verdicts(profile, scope)))


async def score_of(plan: Plan, trials: Trials, progress: Progress) -> Score:
    """Runs everything at once, as far as there is room."""
    profiles = sorted({profile for row in plan.rows.values() for profile in row.profiles}.union(PREFERRED_PROFILES))
    unusual = [
        (str(path), profile)
        for number, (path, chosen) in enumerate(plan.variants.items())
        for profile in _tried_in(chosen or profiles, number, plan.full)
    ]
    judged = {profile: [row.name for row in plan.selected if profile in row.profiles] for profile in profiles}
    unusual = [(path, profile) for path, profile in unusual if judged[profile]]
    progress.expect(len(profiles) + len(unusual) + len(plan.liars) + len(plan.faults))
    model = HonestModel(trials)
    honest, tolerated, liars, faults = await asyncio.gather(
        progress.through(model.verdicts(profile, plan.scope) for profile in profiles),
        progress.through(trials.run(*variant, judged[variant[1]]) for variant in unusual),
        progress.through(_judge_liar(plan, trials, model, path) for path in plan.liars),
        progress.through(judge_fault(fault, plan.rows, trials) for fault in plan.faults),
    )
    allowed = [*zip([(HONEST, profile) for profile in profiles], honest), *zip(unusual, tolerated)]
    return Score(
        rows=plan.selected,
        liars=liars,
        variants=len(plan.variants),
        alarms=[alarm for (backend, profile), checks in allowed for alarm in _alarms(backend, profile, checks)],
        faults=faults,
        processes_left=trials.processes_left(),
        seconds=trials.seconds(),
    )


def _tried_in(legal: Sequence[str], number: int, full: bool) -> Sequence[str]:
    """The usual profile and one other, which the variant's number chooses: all variants meet all profiles in time. In full:
    every one in which the variant is legal."""
    if full:
        return legal
    usual = next((profile for profile in PREFERRED_PROFILES if profile in legal), legal[0])
    others = [profile for profile in legal if profile != usual]
    return [usual, *others[number % len(others) :][:1]] if others else [usual]


def _alarms(backend: str, profile: str, checks: Verdicts) -> List[Alarm]:
    """What the suite holds against a backend that does nothing wrong."""
    name = Path(backend).stem
    return [
        Alarm(name, profile, check.name, check.verdict, check.detail)
        for check in checks
        if check.judged and check.verdict in ALARMS
    ]


async def _judge_liar(plan: Plan, trials: Trials, model: HonestModel, path: Path) -> LiarResult:
    """Its own row first, where the row counts; all others if that did not notice, or to know whom else it trips."""

    async def noticing(profile: str, rows: Sequence[str], scope: Sequence[str]) -> List[str]:
        checks = await trials.run(str(path), profile, rows)
        mistakes = await model.mistakes(profile, scope)
        return [name for name in _mistaken(checks) if name not in mistakes]

    owner = plan.liars[path]
    killers: List[str] = []
    used = ""
    for used in _profiles(owner):
        killers = await noticing(used, [owner.name], plan.scope)
        if killers:
            break
    others: List[str] = []
    if plan.full or not killers:
        for profile in (used,) if killers else PREFERRED_PROFILES:
            others += [name for name in await noticing(profile, (), ()) if name not in others + killers]
    return LiarResult(path.stem, owner.name, used, tuple(killers), tuple(others))


def _profiles(owner: Row) -> Sequence[str]:
    """Where the row counts, the usual ones first; a row that counts nowhere is tried there too."""
    if not owner.profiles:
        return PREFERRED_PROFILES
    preferred = [profile for profile in PREFERRED_PROFILES if profile in owner.profiles]
    return preferred + [profile for profile in owner.profiles if profile not in preferred]


def _mistaken(checks: Verdicts) -> List[str]:
    return [check.name for check in checks if check.verdict in MISTAKES]
