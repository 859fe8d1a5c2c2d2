"""Whether other machines saw the same change at the same commit.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from typing import Optional, Sequence

from mapproof.history.changes import ChangePoint, shift_of
from mapproof.history.newest import FEWEST, PAST
from mapproof.history.tracks import Track

# One-sided, of a single look at a place that another machine named.
ENOUGH = 0.05


@dataclass(frozen=True)
class Echo:
    """How many machines say so, and how many that could say so do not."""

    confirmed: int
    contradicted: int

    @property
    def text(self) -> str:
        """In words, where there are other machines."""
        if not self.confirmed and not self.contradicted:
            return ""
        return f", confirmed on {self.confirmed} of {self.confirmed + self.contradicted} other machines"


def echo_of(change: ChangePoint, tracks: Sequence[Track]) -> Echo:
    """Asks every other machine that measured the same row before and after."""
    own = change.track
    others = [track for track in tracks if track.group[0] != own.group[0] and track.group[1:] == own.group[1:] and track.name == own.name]
    answers = [_answer(change, track) for track in others]
    return Echo(answers.count(True), answers.count(False))


def _answer(change: ChangePoint, track: Track) -> Optional[bool]:
    """None if it cannot say."""
    at = _place(change, track)
    if at is None or at < PAST or len(track.points) - at < FEWEST:
        return None
    shift = shift_of(track.values[:at], track.values[at:])
    sign = 1.0 if change.shift.estimate > 0 else -1.0
    towards = shift if sign > 0 else shift.mirrored()
    if towards.p_above(0.0) < ENOUGH:
        return True
    # It would have seen half of that.
    return False if towards.mirrored().p_above(-abs(change.shift.estimate) / 2) < ENOUGH else None


def _place(change: ChangePoint, track: Track) -> Optional[int]:
    """The first point there that is not older than the change."""
    order = change.track.points[change.split.at].run
    for place, point in enumerate(track.points):
        if point.run.order >= order.order:
            return place
    return None
