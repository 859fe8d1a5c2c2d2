"""Draws a panel as an inline SVG: fixed size, no titles, text in the page's own type, the same bytes for the same data.

SPDX-License-Identifier: Apache-2.0
"""

import io
import math
import re
from typing import Any, Dict, List, Sequence

from mapproof import units
from mapproof.report.figures import Panel, Series

WIDTH_INCHES, HEIGHT_INCHES = 5.0, 3.1
INK, MUTED, LINE = "#1b2430", "#5b6776", "#e3e8ee"
STYLES: Sequence[Any] = ("-", (0, (5, 2)), (0, (1, 1.6)), (0, (5, 2, 1, 2)))
MARKERS = ("o", "s", "^", "D")
_RC: Dict[str, Any] = {
    "svg.hashsalt": "mapproof", "svg.fonttype": "none", "font.size": 9.5, "axes.edgecolor": "#b8c1cc",
    "axes.linewidth": 0.8, "xtick.color": MUTED, "ytick.color": MUTED, "axes.labelcolor": MUTED, "text.color": INK,
    "axes.spines.top": False, "axes.spines.right": False, "xtick.major.size": 3, "ytick.major.size": 0,
}


def draw(panel: Panel, description: str) -> str:
    """The picture of a panel, with its description for those who do not see it."""
    import matplotlib  # type: ignore[import]
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # type: ignore[import]
    from matplotlib.figure import Figure  # type: ignore[import]

    with matplotlib.rc_context(_RC):
        figure = Figure(figsize=(WIDTH_INCHES, HEIGHT_INCHES))
        FigureCanvasSVG(figure)
        axes = figure.add_axes((0.15, 0.17, 0.82, 0.78))
        variants = panel.variants
        for series in panel.series:
            _line(axes, panel, series, variants.index(series.variant))
        _axes(axes, panel)
        text = io.StringIO()
        figure.savefig(text, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return _inline(text.getvalue(), description)


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
    from matplotlib.ticker import NullFormatter  # type: ignore[import]

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
    axes.set_xticks(steps, [panel.step_text(x) for x in steps])
    ticks = log_ticks(low, high)
    axes.set_yticks(ticks, [units.tick(panel.text(tick)) for tick in ticks])
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_minor_formatter(NullFormatter())
        axis.set_tick_params(which="minor", length=0)
    axes.grid(axis="y", which="major", color=LINE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.set_xlabel({"length": "length of the mapping", "width": "width of one access"}.get(panel.axis, panel.axis))


def log_ticks(low: float, high: float) -> List[float]:
    """Round numbers on a log axis: about three to eight of them."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for steps in ((1.0,), (1.0, 3.0), (1.0, 2.0, 5.0), (1.0, 1.5, 2.0, 3.0, 5.0, 7.0)):
        ticks = [step * 10.0**decade for decade in decades for step in steps if low <= step * 10.0**decade <= high]
        if len(ticks) >= 3:
            break
    return ticks[:: math.ceil(len(ticks) / 8)] if len(ticks) > 8 else ticks


def _thinned(steps: Sequence[float], most: int) -> List[float]:
    return list(steps[:: max(1, math.ceil(len(steps) / most))])


def _inline(svg: str, description: str) -> str:
    """Without prologue, metadata and ids that nothing refers to: several pictures share one page."""
    svg = svg[svg.index("<svg") :]
    # The style element would reach out of the picture.
    svg = re.sub(r"<style.*?</style>", "", svg, flags=re.S)
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.S)
    referred = set(re.findall(r"#([\w.-]+)", svg))
    svg = re.sub(r' id="([\w.-]+)"', lambda match: match[0] if match[1] in referred else "", svg)
    svg = re.sub(r"font: [^;\"]*?([\d.]+)px[^;\"]*", r"font-size: \1px", svg)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.S)
    svg = re.sub(r"\s*\n\s*", "\n", svg).strip()
    label = description.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return re.sub(r"<svg [^>]*?(viewBox=\"[^\"]*\")[^>]*>", rf'<svg \1 role="img" aria-label="{label}">', svg, count=1, flags=re.S)
