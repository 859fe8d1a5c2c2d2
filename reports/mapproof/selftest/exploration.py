"""mapproof selftest --explore and --exhaustive: which liars random calls or all short sequences find, and that they find nothing in
what is legal.

SPDX-License-Identifier: Apache-2.0
"""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, TextIO

from mapproof import programs
from mapproof.errors import COULD_NOT_RUN, CannotRun
from mapproof.selftest.score import SCHEMA, Row

USUAL_PROFILE = "qnx-7.1"
OBSERVED_PROFILE = "obs64"


@dataclass(frozen=True)
class Exploration:
    """What random calls found in one backend: the kind and length of the shortest sequence, or nothing."""

    backend: str
    profile: str
    kind: Optional[str]
    calls: int
    rows: Sequence[str]


def explore_all(liars: Mapping[Path, Row], variants: Mapping[Path, Sequence[str]], how: Sequence[str], jobs: int) -> "Explored":
    """Explores each backend in this way: options of the program."""
    program = programs.find(programs.EXPLORE)
    plan = [(path, profile_of(row.profiles)) for path, row in liars.items()]
    plan += [(path, profile_of(profiles)) for path, profiles in variants.items()]
    with ThreadPoolExecutor(jobs) as pool:
        found = list(pool.map(lambda each: _explore(program, each[0], each[1], how), plan))
    return Explored(found[: len(liars)], found[len(liars):])


def profile_of(profiles: Sequence[str]) -> str:
    """One of these, the usual one if it can be: a liar about what a profile does not judge cannot be found there."""
    for profile in (USUAL_PROFILE, OBSERVED_PROFILE):
        if profile in profiles:
            return profile
    return profiles[0] if profiles else USUAL_PROFILE


@dataclass(frozen=True)
class Explored:
    """All of it."""

    liars: Sequence[Exploration]
    variants: Sequence[Exploration]

    @property
    def found(self) -> int:
        """Liars that were noticed."""
        return sum(liar.kind is not None for liar in self.liars)

    @property
    def alarms(self) -> List[Exploration]:
        """Legal backends in which they saw something wrong."""
        return [variant for variant in self.variants if variant.kind is not None]

    def to_json(self) -> Dict[str, Any]:
        """The object of --json."""
        return {
            "schema": SCHEMA,
            "liars": len(self.liars),
            "found": self.found,
            "not_found": [liar.backend for liar in self.liars if liar.kind is None],
            "variants": len(self.variants),
            "false_alarms": len(self.alarms),
            "median_calls": _median([liar.calls for liar in self.liars if liar.kind is not None]),
        }

    def print(self, out: TextIO) -> None:
        """The same for people."""
        print(f"found {self.found} of {len(self.liars)} liars, shortest sequences of "
              f"{_median([liar.calls for liar in self.liars if liar.kind is not None])} calls in the median", file=out)
        print(f"{len(self.alarms)} false alarms in {len(self.variants)} variants", file=out)
        for alarm in self.alarms:
            print(f"  false alarm: {alarm.backend}: {', '.join(alarm.rows) or alarm.kind}", file=out)
        for liar in self.liars:
            if liar.kind is None:
                print(f"  not found: {liar.backend} ({liar.profile})", file=out)


def _median(numbers: List[int]) -> int:
    return sorted(numbers)[len(numbers) // 2] if numbers else 0


def _explore(program: str, backend: Path, profile: str, how: Sequence[str]) -> Exploration:
    # Some liars answer for whatever memory the caller names: they may write to the windows of their own model.
    command = [program, "--backend", str(backend), "--profile", profile, "--allow-write", *how, "--json"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if programs.judged(programs.EXPLORE, done.returncode) == COULD_NOT_RUN:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it did not say why."]
        raise CannotRun(f"random calls could not run on '{backend}': {said[-1]}")
    finding = json.loads(done.stdout)["finding"]
    if finding is None:
        return Exploration(backend.stem, profile, None, 0, ())
    return Exploration(backend.stem, profile, finding["kind"], len(finding["script"]), finding["rows"])
