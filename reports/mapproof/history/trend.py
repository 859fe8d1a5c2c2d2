"""A row over the commits as inline SVG: its points, the band of each level, and where the level changes.

SPDX-License-Identifier: Apache-2.0
"""

import math
from html import escape
from typing import Any, List, Sequence, Tuple

from mapproof.history.change_points import LEAST, levels
from mapproof.history.changes import ChangePoint
from mapproof.history.noise import is_spell, spread_of
from mapproof.history.tracks import Track

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 170, 62, 10, 10, 26
# Two spreads to each side of a level.
BAND = 2.0


def draw(track: Track, changes: Sequence[ChangePoint]) -> str:
    """The picture; its scale is by how many per cent a point is above the first level."""
    import numpy

    values = numpy.asarray(track.values)
    spells = is_spell(values)
    reach = levels(len(values), [change.split for change in changes])
    # The newest few are a level of their own, however far from their neighbours.
    spells[reach[-1][0] if len(values) - reach[-1][0] <= LEAST + 1 else len(values) :] = False
    middles = [float(numpy.median(values[start:end])) for start, end in reach]
    values, middles = values - middles[0], [middle - middles[0] for middle in middles]
    spread = max(spread_of(values), 0.002)
    usual = values[~spells]
    low, high = min(float(usual.min()), min(middles) - 3 * spread), max(float(usual.max()), max(middles) + 3 * spread)

    def x(place: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (place + 0.5) / len(values), 1)

    def y(value: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (high - min(high, max(low, value))) / (high - low), 1)

    parts = [*_scale(low, high, y), *_levels(reach, middles, spread, x, y)]
    parts += [f'<path class="new {_tone(change)}" d="M{x(change.split.at - 0.5)} {TOP}V{HEIGHT - BOTTOM}"/>' for change in changes]
    parts += ['<path class="dots" d="' + "".join(f"M{x(place)} {y(value)}h0" for place, value in enumerate(values)) + '"/>', *_commits(track, changes, x)]
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(_described(track, changes))}">{"".join(parts)}</svg>'


def _scale(low: float, high: float, y: Any) -> List[str]:
    """Three to six lines at round percentages."""
    first, last = 100 * math.expm1(low), 100 * math.expm1(high)
    step = next((size * 10.0**power for power in range(-2, 7) for size in (1, 2, 5) if (last - first) / (size * 10.0**power) <= 5), 1e7)
    ticks = [step * number for number in range(math.ceil(first / step), math.floor(last / step) + 1)]
    places = [(tick, y(math.log1p(tick / 100))) for tick in ticks if tick > -100]
    return [f'<path class="grid" d="M{LEFT} {at}H{WIDTH - RIGHT}"/><text x="{LEFT - 6}" y="{at + 4}" text-anchor="end">{f"{tick:+g}" if tick else 0} %</text>'
            for tick, at in places]


def _levels(reach: Sequence[Tuple[int, int]], middles: Sequence[float], spread: float, x: Any, y: Any) -> List[str]:
    parts = []
    for (start, end), middle in zip(reach, middles):
        left, right, top, bottom = x(start - 0.5), x(end - 0.5), y(middle + BAND * spread), y(middle - BAND * spread)
        parts.append(f'<path class="band" d="M{left} {top}H{right}V{bottom}H{left}Z"/><path class="level" d="M{left} {y(middle)}H{right}"/>')
    return parts


def _commits(track: Track, changes: Sequence[ChangePoint], x: Any) -> List[str]:
    """The first, the last, and those that changed something, as far as there is room."""
    places = [0, *(change.split.at for change in changes), len(track.points) - 1]
    kept: List[int] = []
    for place in [places[0], places[-1], *reversed(places[1:-1])]:
        if all(abs(x(place) - x(other)) > 95 for other in kept):
            kept.append(place)
    ends = {0: "start", len(track.points) - 1: "end"}
    return [f'<text x="{x(place)}" y="{HEIGHT - 8}" text-anchor="{ends.get(place, "middle")}">{escape(track.points[place].run.revision[:10])}</text>'
            for place in kept]


def _tone(change: ChangePoint) -> str:
    return "slower" if change.shift.estimate > 0 else "faster"


def _described(track: Track, changes: Sequence[ChangePoint]) -> str:
    told = [f"{100 * math.expm1(change.shift.estimate):+.1f} % at {change.since.run.revision[:12]}" for change in changes]
    return f"{track.name} over {len(track.points)} runs: {', '.join(told) or 'no change'}"
