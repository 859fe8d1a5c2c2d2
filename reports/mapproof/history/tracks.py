"""What a check looks at: each row's figures by its two rulers, less what the machine did to all floors of the same run.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Sequence

from mapproof.history.noise import spread_of
from mapproof.history.reading import Group, Point, StoredRun, StoredSeries

# Fewer floors do not tell a slow machine from a slow floor.
ENOUGH_FLOORS = 3


@dataclass(frozen=True)
class Track:
    """A row's runs that have a figure, as logarithms by each ruler that all of them have; the quieter one first."""

    group: Group
    name: str
    points: Sequence[Point]
    rulers: Sequence[Any]
    newest: Point

    @property
    def values(self) -> Any:
        """By the ruler that shakes less."""
        return self.rulers[0]

    @property
    def begins(self) -> "Any":
        """Which points are the first of their commit."""
        import numpy

        revisions = [point.run.revision for point in self.points]
        return numpy.array([number > 0 and revisions[number - 1] != one for number, one in enumerate(revisions)], dtype=bool)


def tracks_of(group: Group, members: Sequence[StoredSeries]) -> List[Track]:
    """Of each row that the group measured."""
    # The exact clock has no noise, and nothing drifts.
    drift = {} if group[1] == "exact" else _drifts([series for series in members if series.role == "floor"])
    return [track for track in (_track(group, series, drift) for series in members if series.role == "row") if track is not None]


def _track(group: Group, series: StoredSeries, drift: Dict[int, float]) -> Optional[Track]:
    import numpy

    points = [point for point in series.points if point.by_machine is not None and point.trouble is None]
    by_machine = numpy.array([point.by_machine - drift.get(point.run.id, 0.0) for point in points if point.by_machine is not None])
    rulers = [by_machine]
    if group[1] != "exact" and points and all(point.by_floor is not None for point in points):
        rulers.append(numpy.array([point.by_floor for point in points]))
    return Track(group, series.name, points, sorted(rulers, key=spread_of), series.points[-1])


def _drifts(floors: Sequence[StoredSeries]) -> Dict[int, float]:
    """By how much the floors of each run are above what they usually are."""
    import numpy

    above: Dict[int, List[float]] = {}
    for series in floors:
        points = [point for point in series.points if point.by_machine is not None]
        usual = float(numpy.median([point.by_machine for point in points])) if points else 0.0
        for point in points:
            above.setdefault(point.run.id, []).append(float(point.by_machine or 0.0) - usual)
    return {run: float(numpy.median(shifts)) for run, shifts in above.items() if len(shifts) >= ENOUGH_FLOORS}


def newest_run(members: Sequence[StoredSeries]) -> StoredRun:
    """The last run of a group."""
    runs: Dict[int, int] = {}
    found: Dict[int, StoredRun] = {}
    for series in members:
        for place, point in enumerate(series.points):
            found[point.run.id] = point.run
            runs[point.run.id] = max(runs.get(point.run.id, 0), place)
    return found[max(runs, key=lambda run: (found[run].started, run))]
