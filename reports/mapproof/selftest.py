"""mapproof selftest: proves that the suite can fail, and only when it should, by running it on backends made for that.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import asyncio
import json
import os
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Dict, FrozenSet, List, Optional, Sequence

from mapproof import programs
from mapproof.errors import NO, YES, CannotRun
from mapproof.score import Alarm, LiarResult, Row, Score
from mapproof.score_table import Progress, print_score
from mapproof.trial import Trials, Verdicts

HONEST = "model"
# Where a liar is tried first, if its row is judged there.
PREFERRED_PROFILES = ("qnx-7.1", "obs64")
MISTAKES = ("fail", "crashed", "timeout")
ALARMS = (*MISTAKES, "unresolved")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand."""
    parser = subparsers.add_parser("selftest", help="prove that the suite can fail, and only when it should")
    parser.add_argument("--only", metavar="GLOB", help="only liars, variants and rows of these names, e.g. 'mof_1*'")
    parser.add_argument("--full", action="store_true", help="run every check on every liar: which other rows does it trip")
    parser.add_argument("-j", "--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N", help="default: one per CPU")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--liars", metavar="FOLDER", help="default: those that were built with the program")
    parser.add_argument("--variants", metavar="FOLDER", help="default: those that were built with the program")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Runs honest model, variants and liars, prints the score; 0 only if nothing is left to wish for."""
    rows = _rows(arguments.only)
    liars = _plugins("liars", arguments.liars, arguments.only)
    variants = _plugins("variants", arguments.variants, arguments.only)
    for liar in liars:
        _owner(liar, rows)
    with Trials(programs.find(programs.CONFORM), arguments.jobs) as trials, Progress(arguments.json) as progress:
        score = asyncio.run(_score(trials, progress, rows, liars, variants, arguments.full))
    if arguments.json:
        print(json.dumps(score.to_json()))
    else:
        print_score(score, sys.stdout)
    return YES if score.perfect else NO


def _jobs(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _rows(only: Optional[str]) -> Dict[str, Row]:
    answer = programs.ask(programs.CONFORM, ["--list", "--json"])
    rows = [Row(row["id"], row["state"], tuple(row["profiles"]), len(row["checks"])) for row in answer["rows"]]
    return {row.name: row for row in rows if _selected(row.name.lower() + "_", only) or _selected(row.name.lower(), only)}


def _selected(name: str, only: Optional[str]) -> bool:
    return only is None or fnmatchcase(name, only.lower())


def _plugins(kind: str, folder: Optional[str], only: Optional[str]) -> List[Path]:
    path = Path(folder) if folder is not None else Path(programs.find(programs.CONFORM)).resolve().parent.parent / kind
    if not path.is_dir():
        raise CannotRun(f"there is no folder '{path}' of {kind}: build the target '{kind}', or name the folder with --{kind}.")
    return [plugin for plugin in sorted(path.glob("*.so")) if _selected(plugin.stem, only)]


def _owner(liar: Path, rows: Dict[str, Row]) -> Row:
    """The row that must notice: the first two words of the liar's name."""
    name = "_".join(liar.stem.split("_")[:2]).upper()
    if name not in rows:
        raise CannotRun(f"liar '{liar}' is named after '{name}', which is no row: name it <row>_<what it breaks>.so.")
    return rows[name]


async def _score(
    trials: Trials, progress: Progress, rows: Dict[str, Row], liars: Sequence[Path], variants: Sequence[Path], full: bool
) -> Score:
    profiles = sorted({profile for row in rows.values() for profile in row.profiles}.union(PREFERRED_PROFILES))
    unusual = [(str(path), profile) for path in variants for profile in PREFERRED_PROFILES]
    progress.expect(len(profiles) + len(unusual) + len(liars))
    honest = await asyncio.gather(*(progress.step_after(trials.run(HONEST, profile)) for profile in profiles))
    baseline = {profile: frozenset(_mistaken(checks)) for profile, checks in zip(profiles, honest)}
    doing_variants = asyncio.gather(*(progress.step_after(trials.run(*variant)) for variant in unusual))
    judge = Judge(trials, rows, baseline, full)
    doing_liars = asyncio.gather(*(progress.step_after(judge.judge(path)) for path in liars))
    allowed = zip([(HONEST, profile) for profile in profiles] + unusual, [*honest, *await doing_variants])
    return Score(
        rows=tuple(rows.values()),
        liars=tuple(await doing_liars),
        variants=len(variants),
        alarms=tuple(alarm for (backend, profile), checks in allowed for alarm in _alarms(backend, profile, checks)),
        seconds=trials.seconds(),
    )


def _alarms(backend: str, profile: str, checks: Verdicts) -> List[Alarm]:
    """What the suite holds against a backend that does nothing wrong."""
    name = Path(backend).stem
    return [
        Alarm(name, profile, check.name, check.verdict, check.detail)
        for check in checks
        if check.judged and check.verdict in ALARMS
    ]


class Judge:
    """Finds out who notices a liar. What fails on the honest model too is no notice."""

    def __init__(
        self, trials: Trials, rows: Dict[str, Row], baseline: Dict[str, FrozenSet[str]], full: bool
    ) -> None:
        self._trials = trials
        self._rows = rows
        self._baseline = baseline
        self._full = full

    async def judge(self, path: Path) -> LiarResult:
        """Its own row first, where the row counts; all others if that did not notice, or if --full asks who else does."""
        owner = _owner(path, self._rows)
        killers: List[str] = []
        used = ""
        for used in _profiles(owner):
            killers = await self._noticing(path, used, owner.name)
            if killers:
                break
        others: List[str] = []
        if self._full or not killers:
            for profile in (used,) if killers else PREFERRED_PROFILES:
                others += [name for name in await self._noticing(path, profile) if name not in others + killers]
        return LiarResult(path.stem, owner.name, used, tuple(killers), tuple(others))

    async def _noticing(self, path: Path, profile: str, only: Optional[str] = None) -> List[str]:
        checks = await self._trials.run(str(path), profile, only)
        return [name for name in _mistaken(checks) if name not in self._baseline[profile]]


def _profiles(owner: Row) -> Sequence[str]:
    """Where the row counts, the usual ones first; a row that counts nowhere is tried there too."""
    if not owner.profiles:
        return PREFERRED_PROFILES
    preferred = [profile for profile in PREFERRED_PROFILES if profile in owner.profiles]
    return preferred + [profile for profile in owner.profiles if profile not in preferred]


def _mistaken(checks: Verdicts) -> List[str]:
    return [check.name for check in checks if check.verdict in MISTAKES]
