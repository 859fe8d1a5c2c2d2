"""What a history holds: groups of runs that may be held against each other, with the points of each series in the order of commits.

SPDX-License-Identifier: Apache-2.0
"""

import json
import zlib
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from mapproof.history.models import MACHINES, POINTS, RUNS, SERIES

Group = Tuple[str, str, str, str]


@dataclass(frozen=True)
class StoredRun:
    """One result file."""

    id: int
    machine: str
    clock: str
    cpu: str
    subject: str
    profile: str
    revision: str
    started: str
    mapproof: str
    environment: Mapping[str, Any] = field(repr=False)
    order: int = 0  # of its commit among all that the history knows

    @property
    def group(self) -> Group:
        """Runs that differ in none of these may be held against each other."""
        return self.machine, self.clock, self.subject, self.profile


@dataclass(frozen=True)
class Point:
    """What a run measured of a row; the values are logarithms."""

    run: StoredRun
    median: Optional[float]
    by_machine: Optional[float]
    by_floor: Optional[float]
    trouble: Optional[str]


@dataclass(frozen=True)
class StoredSeries:
    """A row over the commits."""

    name: str
    role: str
    points: Sequence[Point]


@dataclass(frozen=True)
class Wanted:
    """Which part of a history is asked for: patterns; none are all."""

    subjects: Sequence[str] = ()
    machines: Sequence[str] = ()
    profiles: Sequence[str] = ()
    rows: Sequence[str] = ()

    def takes(self, run: StoredRun) -> bool:
        """Whether the run is asked for."""
        asked = ((self.subjects, run.subject), (self.machines, run.machine), (self.profiles, run.profile))
        return all(_matches(text, patterns) for patterns, text in asked)

    def takes_row(self, name: str) -> bool:
        """Whether the row is asked for, by its name or all that it is called."""
        return _matches(name.replace("\u00a0", " "), self.rows) or _matches(name.split(",")[0], self.rows)


def _matches(text: str, patterns: Sequence[str]) -> bool:
    return not patterns or any(fnmatchcase(text, pattern) for pattern in patterns)


def runs_of(connection: Any, wanted: Wanted = Wanted()) -> List[StoredRun]:
    """The runs in the order of their commits; a commit is as old as the first run that measured it, on whatever machine."""
    from sqlalchemy import select  # type: ignore[import]

    rows = connection.execute(select(
        RUNS.c.id, MACHINES.c.fingerprint, MACHINES.c.clock, MACHINES.c.cpu, RUNS.c.subject, RUNS.c.profile, RUNS.c.revision,
        RUNS.c.started, RUNS.c.mapproof, RUNS.c.environment).join(MACHINES, RUNS.c.machine_id == MACHINES.c.id)).all()
    runs = [StoredRun(*(*row[:9], json.loads(zlib.decompress(row[9])))) for row in rows]
    first: Dict[str, str] = {}
    for run in runs:
        first[run.revision] = min(first.get(run.revision, run.started), run.started)
    order = {revision: place for place, revision in enumerate(sorted(first, key=lambda one: (first[one], one)))}
    ordered = [replace(run, order=order[run.revision]) for run in runs if wanted.takes(run)]
    return sorted(ordered, key=lambda run: (run.order, run.started, run.id))


def series_of(connection: Any, runs: Sequence[StoredRun]) -> Dict[Group, List[StoredSeries]]:
    """All that these runs measured."""
    from sqlalchemy import select

    order = {run.id: place for place, run in enumerate(runs)}
    found: Dict[Group, Dict[int, List[Tuple[int, Point]]]] = {}
    rows = connection.execute(select(
        POINTS.c.series_id, POINTS.c.run_id, POINTS.c.median, POINTS.c.by_machine, POINTS.c.by_floor, POINTS.c.trouble))
    for series, run_id, *figures in rows:
        place = order.get(run_id)
        if place is not None:
            run = runs[place]
            found.setdefault(run.group, {}).setdefault(series, []).append((place, Point(run, *figures)))
    named = {row.id: (row.name, row.role) for row in connection.execute(select(SERIES.c.id, SERIES.c.name, SERIES.c.role))}
    return {
        group: [StoredSeries(*named[series], tuple(point for _, point in sorted(points, key=lambda placed: placed[0])))
                for series, points in members.items()]
        for group, members in found.items()
    }
