"""Judges a history: which rows are slower, since which commit and by how much.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import dataclass
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from mapproof.errors import CANNOT_TELL, NO, YES, CannotRun
from mapproof.history.changes import EXACT_EFFECT, ChangePoint, changes_of, least_effect
from mapproof.history.elsewhere import Echo, echo_of
from mapproof.history.reading import Group, StoredRun, StoredSeries, Wanted
from mapproof.history.tracks import Track, newest_run, tracks_of
from mapproof.statistics import false_discovery
from mapproof.units import plural

USUAL_EFFECT = 0.05
# The probability of a false alarm in a check of a history in which nothing changed. It is asked at every commit, so it is strict.
ERROR_RATE = 0.002
# With fewer runs a row does not know yet how restless it is.
ENOUGH_RUNS = 20
# So many commits long a change is news.
USUAL_LAST = 20
WITHOUT_FIGURE = ("now refused", "now implausible")


@dataclass(frozen=True)
class Finding:
    """What became of a row on a machine."""

    track: Track
    verdict: str  # slower, now refused, now implausible, unclear, allowed, faster, changed, unchanged
    text: str = ""
    change: Optional[ChangePoint] = None
    ratio: Optional[float] = None  # the newest level against that before the first news
    least_effect: Optional[float] = None


@dataclass(frozen=True)
class Check:
    """All rows, and what follows."""

    findings: Sequence[Finding]
    code: int
    effect: float
    decided: float
    gone: Sequence[str] = ()  # rows that the newest run did not measure


@dataclass(frozen=True)
class Asked:
    """The slowdown that matters, since when, and how many rows must be decided."""

    effect: float = USUAL_EFFECT
    since: Optional[str] = None
    last: int = USUAL_LAST
    decided: float = 0.9
    allowed: Sequence[Tuple[float, str]] = ()


def check(runs: Sequence[StoredRun], groups: Mapping[Group, Sequence[StoredSeries]], asked: Asked) -> Check:
    """Looks at every row that the newest run of its group measured."""
    news = _news(runs, asked)
    tracks: List[Track] = []
    gone: List[Track] = []
    for group, members in groups.items():
        last = newest_run(members)
        for track in tracks_of(group, members):
            (tracks if track.newest.run.id == last.id else gone).append(track)
    found = [(track, changes_of(track)) for track in tracks]
    fresh = [[change for change in changes if change.since.run.revision in news] for _, changes in found]
    fresh = [changes if track.group[1] == "exact" or len(track.points) >= ENOUGH_RUNS else [] for track, changes in zip(tracks, fresh)]
    findings = [_finding(track, real, tracks, asked) for track, real in zip(tracks, _certain(fresh))]
    judged = [one for one in findings if one.verdict not in WITHOUT_FIGURE]
    open_rows = sum(_is_open(one, asked) for one in judged)
    decided = 1.0 - open_rows / len(judged) if judged else 0.0
    words = {one.verdict for one in findings}
    code = NO if "slower" in words else CANNOT_TELL if words & set(WITHOUT_FIGURE) or decided < asked.decided or not judged else YES
    return Check(findings, code, asked.effect, decided, [track.name for track in gone])


def _news(runs: Sequence[StoredRun], asked: Asked) -> Dict[str, int]:
    """The place of each commit among those that are news; none of older ones."""
    commits = list(dict.fromkeys(run.revision for run in runs))
    first = max(0, len(commits) - asked.last)
    if asked.since is not None:
        matching = [place for place, commit in enumerate(commits) if commit.startswith(asked.since)]
        if len(matching) != 1:
            raise CannotRun(f"--since '{asked.since}' names {len(matching)} commits of this history: `mapproof history list` shows them.")
        first = matching[0] + 1
    return {commit: place for place, commit in enumerate(commits) if place >= first}


def _certain(fresh: Sequence[Sequence[ChangePoint]]) -> List[List[ChangePoint]]:
    """The changes that stay where so many rows are looked at: one that is improbable in a single row is not in hundreds."""
    every = [(number, change) for number, changes in enumerate(fresh) for change in changes]
    # Rows without a change count too: each of them was a chance for a false one.
    p_values = [change.split.p for _, change in every] + [1.0] * sum(not changes for changes in fresh)
    fallen = false_discovery(p_values, ERROR_RATE)
    kept: List[List[ChangePoint]] = [[] for _ in fresh]
    for (number, change), falls in zip(every, fallen):
        if falls:
            kept[number].append(change)
    return kept


def _finding(track: Track, fresh: Sequence[ChangePoint], tracks: Sequence[Track], asked: Asked) -> Finding:
    if track.newest.trouble is not None:
        refused, implausible = WITHOUT_FIGURE
        word = refused if track.newest.trouble.startswith("refused") else implausible
        return Finding(track, word if track.points else "unchanged", track.newest.trouble)
    least = least_effect(track)
    if not fresh:
        text = _too_little(track, least, asked.effect)
        return Finding(track, "unclear" if text else "unchanged", text, None, None, least)
    ratio = math.exp(sum(change.shift.estimate for change in fresh))
    main = max(fresh, key=lambda change: change.shift.estimate if ratio > 1 else -change.shift.estimate)
    echo = echo_of(main, tracks)
    return Finding(track, _word(ratio, main, echo, track, asked), _told(main, echo), main, ratio, least)


def _word(ratio: float, change: ChangePoint, echo: Echo, track: Track, asked: Asked) -> str:
    effect = min(asked.effect, EXACT_EFFECT) if track.group[1] == "exact" else asked.effect
    if abs(math.log(ratio)) < math.log1p(effect):
        return "changed"
    if not change.agreed or echo.contradicted:
        return "unclear"
    if ratio < 1:
        return "faster"
    allowance = max((allowed for allowed, pattern in asked.allowed if Wanted(rows=(pattern,)).takes_row(track.name)), default=1.0)
    return "slower" if ratio > allowance else "allowed"


def _told(change: ChangePoint, echo: Echo) -> str:
    split, points = change.split, change.track.points
    text = f"since {points[split.at].run.revision[:12]}"
    first, last = points[split.first].run.revision, points[split.last].run.revision
    if first != last:
        text += f" (or {first[:12]} to {last[:12]})"
    if not change.agreed:
        text += ", but not by every ruler"
    return text + echo.text


def _too_little(track: Track, least: Optional[float], effect: float) -> str:
    if least is not None and least <= effect and (len(track.points) >= ENOUGH_RUNS or track.group[1] == "exact"):
        return ""
    if least is None or len(track.points) < ENOUGH_RUNS:
        return f"only {plural(len(track.points), 'run')}"
    return f"its noise hides anything below {100 * least:.1f} %"


def _is_open(one: Finding, asked: Asked) -> bool:
    return one.verdict == "unclear" or (one.verdict != "slower" and (one.least_effect is None or one.least_effect > asked.effect))
