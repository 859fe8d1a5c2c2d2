"""All changes of a comparison in one picture: a line for each row from one end of its interval to the other, by size.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from typing import Any, List, Mapping, Optional, Sequence, Tuple

from mapproof import units
from mapproof.page.svg import LINE, MUTED, Picture

# What a verdict looks like, and what the page calls that colour.
_COLOURS: Mapping[str, Tuple[str, str]] = {
    "slower": ("#a11a1e", "--bad"), "faster": ("#0a6b4a", "--good"), "unclear": ("#d99a00", "--warm"), "unchanged": ("#aab4c0", "--rest"),
}
# Ratios further out are drawn at the edge: one row is not to own the scale.
FURTHEST = 4.0
FEWEST_ROWS = 3


@dataclass(frozen=True)
class Interval:
    """One row: what is said of it, and its ratio with the interval."""

    verdict: str
    ratio: float
    low: float
    high: float


def draw(rows: Sequence[Interval], effect: Optional[float]) -> str:
    """The picture, or nothing where there is too little to draw; effect: the change that matters, as a fraction."""
    if len(rows) < FEWEST_ROWS:
        return ""
    ordered = sorted(rows, key=lambda row: row.ratio)
    picture = Picture((13.0, 3.4), left=0.075, bottom=0.16)
    axes = picture.axes
    for verdict, (colour, _) in _COLOURS.items():
        places = [place for place, row in enumerate(ordered, 1) if _colour(row) == colour]
        chosen = [ordered[place - 1] for place in places]
        axes.vlines(places, [_kept(row.low) for row in chosen], [_kept(row.high) for row in chosen], color=colour, linewidth=1.4)
        axes.plot(places, [_kept(row.ratio) for row in chosen], linestyle="none", marker="o", markersize=3, color=colour, markeredgewidth=0)
    _axes(axes, effect, len(ordered))
    counts = [f"{sum(row.verdict == word for row in rows)} {word}" for word in _COLOURS]
    return picture.svg(f"Change of {units.plural(len(rows), 'row')} with intervals: {', '.join(counts)}.", dict(_COLOURS.values()))


def _colour(row: Interval) -> str:
    return _COLOURS.get(row.verdict, _COLOURS["unchanged"])[0]


def _kept(ratio: float) -> float:
    return min(FURTHEST, max(1 / FURTHEST, ratio))


def _axes(axes: Any, effect: Optional[float], rows: int) -> None:
    from matplotlib.ticker import NullFormatter, NullLocator  # type: ignore[import]

    axes.set_yscale("log")
    low, high = axes.get_ylim()
    low, high = min(low, 0.9), max(high, 1.1)
    axes.set_ylim(low, high)
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_minor_formatter(NullFormatter())
    ticks = [tick for tick in _ticks(high / low) if low <= tick <= high]
    axes.set_yticks(ticks, ["unchanged" if tick == 1 else units.changes(tick)[0] for tick in ticks])
    axes.axhline(1.0, color=MUTED, linewidth=0.9)
    for bound in (1 + effect, 1 / (1 + effect)) if effect else ():
        axes.axhline(bound, color=MUTED, linewidth=0.8, linestyle=(0, (2, 2)))
    axes.grid(axis="y", color=LINE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.set_xlim(0, rows + 1)
    axes.set_xlabel("rows, by what they changed")
    axes.set_ylabel("time of NEW over BASE")


def _ticks(span: float) -> List[float]:
    if span > 2.2:
        return [0.25, 0.5, 0.7, 1, 1.4, 2, 4]
    return [0.6, 0.8, 1, 1.25, 1.6] if span > 1.5 else [0.9, 0.95, 1, 1.05, 1.1, 1.2]
