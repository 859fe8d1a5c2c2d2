"""Draws what belongs together as pictures with titled axes, and says beside them what would be asked about them.

SPDX-License-Identifier: Apache-2.0
"""

import math
from typing import Any, List, Sequence

from mapproof import units, words
from mapproof.page.svg import Picture, log_ticks, plain_axes
from mapproof.report.figures import AXES, Panel, Series, argument_text
from mapproof.report.spreads import PERCENTILES, Spread, place, points
from mapproof.report.values import ENOUGH_FOR_QUARTILES
from mapproof.result.results import Measurement

STYLES: Sequence[Any] = ("-", (0, (5, 2)), (0, (1, 1.6)), (0, (5, 2, 1, 2)))
MARKERS = ("o", "s", "^", "D")
# Quartiles that lie further apart than so are worth a word.
WIDE = 2.0
MOST_WITH_FLOORS = 3
BELOW = 0.98  # what lies between this and 1 is noise


def draw(panel: Panel, description: str) -> str:
    """The picture of a panel, with its description for those who do not see it."""
    picture = Picture(left=0.2 if panel.kind == "throughput" else 0.16)
    variants = panel.variants
    for series in panel.series:
        _line(picture.axes, panel, series, variants.index(series.variant))
    _axes(picture.axes, panel)
    return picture.svg(description, {series.system.colour: f"--of-{series.system.letter}" for series in panel.series})


def draw_spread(spread: Spread, description: str) -> str:
    """From the median to the slowest thousandth, a line for each system."""
    picture = Picture()
    axes = picture.axes
    for system, m in spread.lines:
        assert m.distribution is not None
        found = points(m.distribution)
        axes.plot([place(share) for share, _ in found], [time for _, time in found], color=system.colour, linewidth=1.7)
    axes.set_yscale("log")
    _y_ticks(axes, units.time)
    axes.set_xlim(place(0.5), place(0.999) + 0.02)
    axes.set_xticks([place(share) for share, _ in PERCENTILES], [text for _, text in PERCENTILES])
    axes.set_xlabel("share of the calls that took no longer")
    axes.set_ylabel("time of one call")
    return picture.svg(description, {system.colour: f"--of-{system.letter}" for system, _ in spread.lines})


def describe_spread(spread: Spread) -> str:
    """The picture of a spread in one sentence."""
    parts = [f"{system.label}: median {units.time(m.distribution.p50)}, 99 % {units.time(m.distribution.p99)}"
             for system, m in spread.lines if m.distribution is not None]
    return f"{words.title(spread.row.name)}, {argument_text(spread.row)}: {'; '.join(parts)}."


def remarks(panel: Panel) -> List[str]:
    """What would be asked about the picture: wide spreads, figures below their floor, figures that cannot be true."""
    found = []
    several = len({series.system.letter for series in panel.series}) > 1
    for series in panel.series:
        who = ", ".join(word for word in (series.system.letter if several else "", series.variant) if word)
        for x, m in series.points:
            found += [f"{who + ', ' if who else ''}{panel.step_text(x)}: {text}" for text in _remarks_on(m)]
    return found


def _remarks_on(m: Measurement) -> List[str]:
    said = []
    if m.implausible is not None:
        said.append(f"cannot be true: {m.implausible}")
    if len(m.repetitions) >= ENOUGH_FOR_QUARTILES and m.quartile_low > 0 and m.quartile_high / m.quartile_low > WIDE:
        said.append(f"the machine was not quiet: half of the repetitions lie between {units.time(m.quartile_low)} and {units.time(m.quartile_high)}")
    if m.floor is not None and 0 < m.floor.ratio < BELOW:
        said.append(f"{units.ratio(m.floor.ratio)} its floor, which nothing beats: so noisy are both here")
    return said


def banded(panel: Panel) -> bool:
    """Whether any line of it has a band."""
    return any(_has_band(series) for series in panel.series)


def has_floors(panel: Panel) -> bool:
    """Whether its floors are drawn: beside many lines nobody could follow them."""
    return panel.kind == "latency" and len(panel.series) <= MOST_WITH_FLOORS


def _has_band(series: Series) -> bool:
    return all(len(m.repetitions) >= ENOUGH_FOR_QUARTILES for _, m in series.points)


def _line(axes: Any, panel: Panel, series: Series, variant: int) -> None:
    x = [point[0] for point in series.points]
    values = [panel.value(point[1]) for point in series.points]
    colour = series.system.colour
    if _has_band(series):
        bands = [panel.band(point[1]) for point in series.points]
        axes.fill_between(x, [low for low, _ in bands], [high for _, high in bands], color=colour, alpha=0.16, linewidth=0)
    axes.plot(x, values, color=colour, linestyle=STYLES[variant % len(STYLES)], linewidth=1.7,
              marker=MARKERS[variant % len(MARKERS)], markersize=4, markeredgewidth=0)
    doubted = [(x, panel.value(m)) for x, m in series.points if m.implausible is not None]
    axes.plot([x for x, _ in doubted], [y for _, y in doubted], color=colour, linestyle="none", marker="x", markersize=9)
    floors = [(x, m.floor.median) for x, m in series.points if m.floor is not None and m.floor.median > 0]
    if len(floors) > 1 and has_floors(panel):
        axes.plot([x for x, _ in floors], [y for _, y in floors], color=colour, linestyle=(0, (1, 1.5)), linewidth=1.1)


def _axes(axes: Any, panel: Panel) -> None:
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
    axes.margins(x=0.04, y=0.10)
    _y_ticks(axes, panel.text)
    steps = _thinned(panel.steps, 7)
    axes.set_xticks(steps, [panel.step_text(x) for x in steps])
    axes.set_xlabel(AXES[panel.axis][0])
    axes.set_ylabel("bytes a second" if panel.kind == "throughput" else "time of one call")


def _y_ticks(axes: Any, text: Any) -> None:
    """Round numbers, and never less than a factor of four from bottom to top: a flat line is to look flat."""
    plain_axes(axes)
    low, high = axes.get_ylim()
    if high / low < 4:
        middle = math.sqrt(low * high)
        low, high = middle / 2, middle * 2
        axes.set_ylim(low, high)
    ticks = log_ticks(low, high)
    axes.set_yticks(ticks, [units.tick(text(tick)) for tick in ticks])


def _thinned(steps: Sequence[float], most: int) -> List[float]:
    """Of the steps those whose labels have room beside each other on a log axis."""
    room = math.log(steps[-1] / steps[0]) / most
    kept = [steps[0]]
    for step in steps[1:]:
        if math.log(step / kept[-1]) >= room:
            kept.append(step)
    return kept
