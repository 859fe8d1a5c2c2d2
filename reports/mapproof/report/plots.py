"""Draws a panel as an inline SVG: fixed size, no titles, text in the page's own type, the same bytes for the same data.

SPDX-License-Identifier: Apache-2.0
"""

import math
from typing import Any, List, Sequence

from mapproof import units
from mapproof.page.svg import Picture, log_ticks, plain_axes
from mapproof.report.figures import Panel, Series

STYLES: Sequence[Any] = ("-", (0, (5, 2)), (0, (1, 1.6)), (0, (5, 2, 1, 2)))
MARKERS = ("o", "s", "^", "D")


def draw(panel: Panel, description: str) -> str:
    """The picture of a panel, with its description for those who do not see it."""
    picture = Picture()
    variants = panel.variants
    for series in panel.series:
        _line(picture.axes, panel, series, variants.index(series.variant))
    _axes(picture.axes, panel)
    return picture.svg(description, {series.system.colour: f"--of-{series.system.letter}" for series in panel.series})


def _line(axes: Any, panel: Panel, series: Series, variant: int) -> None:
    x = [point[0] for point in series.points]
    values = [panel.value(point[1]) for point in series.points]
    bands = [panel.band(point[1]) for point in series.points]
    colour = series.system.colour
    axes.fill_between(x, [low for low, _ in bands], [high for _, high in bands], color=colour, alpha=0.16, linewidth=0)
    axes.plot(x, values, color=colour, linestyle=STYLES[variant % len(STYLES)], linewidth=1.7,
              marker=MARKERS[variant % len(MARKERS)], markersize=4, markeredgewidth=0)
    floors = [(x, m.floor.median) for x, m in series.points if m.floor is not None]
    if floors and panel.kind == "latency":
        axes.plot([x for x, _ in floors], [y for _, y in floors], color=colour, linestyle=(0, (1, 1.5)), linewidth=1.1)


def _axes(axes: Any, panel: Panel) -> None:
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
    axes.margins(x=0.04, y=0.10)
    low, high = axes.get_ylim()
    if high / low < 4:
        # A flat line is to look flat: never less than a factor of four from bottom to top.
        middle = math.sqrt(low * high)
        low, high = middle / 2, middle * 2
        axes.set_ylim(low, high)
    steps = _thinned(panel.steps, 7)
    plain_axes(axes)
    axes.set_xticks(steps, [panel.step_text(x) for x in steps])
    ticks = log_ticks(low, high)
    axes.set_yticks(ticks, [units.tick(panel.text(tick)) for tick in ticks])
    axes.set_xlabel({"length": "length of the mapping", "width": "width of one access"}.get(panel.axis, panel.axis))


def _thinned(steps: Sequence[float], most: int) -> List[float]:
    return list(steps[:: max(1, math.ceil(len(steps) / most))])
