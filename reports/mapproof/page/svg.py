"""Pictures as inline SVG: fixed size, text in the page's own type, colours of the page's theme, the same bytes for the same data.

SPDX-License-Identifier: Apache-2.0
"""

import io
import math
import re
from typing import Any, Dict, List, Mapping, Tuple

INK, MUTED, LINE, EDGE = "#1b2430", "#5b6776", "#e3e8ee", "#b8c1cc"
# What a page calls these colours in the theme that its reader prefers.
THEME: Mapping[str, str] = {INK: "--ink", MUTED: "--muted", LINE: "--grid", EDGE: "--edge"}
_RC: Dict[str, Any] = {
    "svg.hashsalt": "mapproof", "svg.fonttype": "none", "font.size": 9.5, "axes.edgecolor": EDGE,
    "axes.linewidth": 0.8, "xtick.color": MUTED, "ytick.color": MUTED, "axes.labelcolor": MUTED, "text.color": INK,
    "axes.spines.top": False, "axes.spines.right": False, "xtick.major.size": 3, "ytick.major.size": 0,
    "xtick.minor.visible": False, "ytick.minor.visible": False, "path.simplify": True,
}


class Picture:
    """One pair of axes, and the SVG that becomes of it."""

    def __init__(self, inches: Tuple[float, float] = (5.0, 3.2), left: float = 0.16, bottom: float = 0.17) -> None:
        import matplotlib  # type: ignore[import]
        from matplotlib.backends.backend_svg import FigureCanvasSVG  # type: ignore[import]
        from matplotlib.figure import Figure  # type: ignore[import]

        self._context = matplotlib.rc_context(_RC)
        with matplotlib.rc_context(_RC):
            self._figure = Figure(figsize=inches)
            FigureCanvasSVG(self._figure)
            self.axes = self._figure.add_axes((left, bottom, 0.95 - left, 0.95 - bottom))

    def svg(self, description: str, colours: Mapping[str, str]) -> str:
        """The picture with its description for those who do not see it; colours: what hex codes are called in the theme."""
        text = io.StringIO()
        with self._context:
            self._figure.savefig(text, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        return _themed(_inline(text.getvalue(), description), {**THEME, **colours})


def log_ticks(low: float, high: float) -> List[float]:
    """Round numbers on a log axis: about three to eight of them."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for steps in ((1.0,), (1.0, 3.0), (1.0, 2.0, 5.0), (1.0, 1.5, 2.0, 3.0, 5.0, 7.0)):
        ticks = [step * 10.0**decade for decade in decades for step in steps if low <= step * 10.0**decade <= high]
        if len(ticks) >= 3:
            break
    return ticks[:: math.ceil(len(ticks) / 8)] if len(ticks) > 8 else ticks


def plain_axes(axes: Any) -> None:
    """No minor ticks, which a log axis makes by the dozen, and a light grid."""
    from matplotlib.ticker import NullFormatter, NullLocator  # type: ignore[import]

    for axis in (axes.xaxis, axes.yaxis):
        axis.set_minor_locator(NullLocator())
        axis.set_minor_formatter(NullFormatter())
    axes.grid(axis="y", which="major", color=LINE, linewidth=0.8)
    axes.set_axisbelow(True)


def _themed(svg: str, colours: Mapping[str, str]) -> str:
    for code, name in colours.items():
        svg = re.sub(re.escape(code), f"var({name})", svg, flags=re.IGNORECASE)
    return svg


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
