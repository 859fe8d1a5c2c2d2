"""Which measurements belong into one picture: latency by length, throughput by width, and how the times of single calls are spread.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from typing import Callable, Dict, List, Mapping, Optional, Sequence, Tuple

from mapproof import units, words
from mapproof.report.systems import System
from mapproof.result.results import Measurement

Key = Tuple[object, ...]
# Two points are a table row.
FEWEST_POINTS = 3
# By what a picture's x is called: the argument, what it means, and how it is written.
AXES: Mapping[str, Tuple[str, Callable[[float], str]]] = {
    "length": ("length of the mapping", units.length),
    "width": ("width of one access", units.length),
    "others": ("other mappings of the process", lambda x: f"{x:,.0f}".replace(",", "\u202f")),
}


@dataclass(frozen=True)
class Series:
    """One line of a picture: the same benchmark on one system, by its x."""

    system: System
    variant: str
    points: Tuple[Tuple[float, Measurement], ...]


@dataclass(frozen=True)
class Panel:
    """One picture and its table."""

    kind: str
    name: str
    detail: str
    axis: str
    series: Tuple[Series, ...]

    @property
    def steps(self) -> List[float]:
        """All x, in order."""
        return sorted({x for series in self.series for x, _ in series.points})

    @property
    def variants(self) -> List[str]:
        """The variants in the order in which they appear."""
        return list(dict.fromkeys(series.variant for series in self.series))

    @property
    def doubted(self) -> bool:
        """Whether it shows a figure that cannot be true."""
        return any(m.implausible is not None for series in self.series for _, m in series.points)

    def value(self, measurement: Measurement) -> float:
        """What the picture shows of a measurement."""
        rate = measurement.bytes_per_second
        return rate if self.kind == "throughput" and rate is not None else measurement.median

    def band(self, measurement: Measurement) -> Tuple[float, float]:
        """The quartiles around it, in the same unit."""
        if self.kind != "throughput" or not measurement.quartile_low:
            return measurement.quartile_low, measurement.quartile_high
        scale = self.value(measurement) * measurement.median
        return scale / measurement.quartile_high, scale / measurement.quartile_low

    def text(self, value: float) -> str:
        """A value with its unit."""
        return units.rate(value) if self.kind == "throughput" else units.time(value)

    def step_text(self, x: float) -> str:
        """An x with its unit."""
        return AXES[self.axis][1](x)


def argument_text(measurement: Measurement, leave_out: Sequence[str] = ()) -> str:
    """The arguments as words: 4 KiB, untouched."""
    return words.arguments_in_words(measurement.arguments, leave_out)


def measured(system: System) -> List[Measurement]:
    """What a system measured, without the refused rows."""
    return [m for m in system.benchmark.measurements if m.refused is None] if system.benchmark else []


def at_home(measurements: Sequence[Measurement]) -> List[Measurement]:
    """Those of one node pair, so that a line never mixes near and far memory: the nearest and lowest of each benchmark."""
    best: Dict[Key, Measurement] = {}
    for m in measurements:
        key = (m.name, tuple(sorted(m.arguments.items())))
        held = best.get(key)
        if held is None or _rank(m) < _rank(held):
            best[key] = m
    return list(best.values())


def _rank(m: Measurement) -> Tuple[bool, int, int]:
    return m.cpu_node != m.memory_node, m.cpu_node, m.memory_node


def is_throughput(m: Measurement) -> bool:
    """Whether a rate says more of it than a time."""
    return m.bytes_per_second is not None and not m.name.startswith(words.FLOOR)


def latency_panels(systems: Sequence[System]) -> List[Panel]:
    """A panel per benchmark and touch; x is the length, or how many others there are."""
    panels: List[Panel] = []
    for axis in ("length", "others"):
        panels += _panels(systems, "latency", axis, lambda m, axis=axis: (m.name, argument_text(m, [axis])), lambda m: "",  # type: ignore[misc]
                          lambda m: not is_throughput(m) and not m.name.startswith(words.FLOOR))
    return panels


def throughput_panels(systems: Sequence[System]) -> List[Panel]:
    """A panel per direction; x is the access width, a line per kind of caching."""

    def caching(m: Measurement) -> str:
        return str(m.arguments.get("caching", ""))

    return _panels(systems, "throughput", "width", lambda m: (m.name, argument_text(m, ["width", "caching", "length"])), caching, is_throughput)


def _panels(
    systems: Sequence[System],
    kind: str,
    axis: str,
    facet: Callable[[Measurement], Tuple[str, str]],
    variant: Callable[[Measurement], str],
    wanted: Callable[[Measurement], bool],
) -> List[Panel]:
    lines: Dict[Tuple[str, str], Dict[Tuple[str, str], List[Tuple[float, Measurement]]]] = {}
    by_letter = {system.letter: system for system in systems}
    for system in systems:
        for m in at_home([m for m in measured(system) if wanted(m)]):
            x = m.arguments.get(axis)
            if isinstance(x, (int, float)) and m.median > 0:
                lines.setdefault(facet(m), {}).setdefault((system.letter, variant(m)), []).append((float(x), m))
    panels = [
        Panel(kind, name, detail, axis, tuple(
            Series(by_letter[letter], label, tuple(sorted(points, key=lambda point: point[0])))
            for (letter, label), points in members.items()
        ))
        for (name, detail), members in lines.items()
    ]
    return [panel for panel in panels if max(len(series.points) for series in panel.series) >= FEWEST_POINTS]


def kept_against_repeated(system: System) -> Optional[Tuple[Measurement, Measurement, float]]:
    """The cheapest repeated lookup, the kept result, and how many times cheaper the second is at least."""
    lookups = sorted((m for m in at_home(measured(system)) if m.name.startswith("offset") and m.median > 0), key=lambda m: m.median)
    repeated = next((m for m in lookups if m.name == "offset_repeated"), None)
    kept = next((m for m in lookups if m.name == "offset_kept"), None)
    if repeated is None or kept is None:
        return None
    return repeated, kept, repeated.median / kept.median


def summary(panel: Panel) -> str:
    """A picture in one sentence, for those who do not see it."""
    parts = []
    for series in panel.series:
        first, last = series.points[0], series.points[-1]
        name = " ".join(word for word in (series.system.label, series.variant) if word)
        text = f"{name}: {panel.text(panel.value(first[1]))} at {panel.step_text(first[0])}"
        if last is not first:
            text += f", {panel.text(panel.value(last[1]))} at {panel.step_text(last[0])}"
        parts.append(text)
    return "; ".join(parts) + "."


def floors(measurements: Sequence[Measurement]) -> Mapping[str, float]:
    """Lowest and highest ratio to the floor, if there is one."""
    ratios = [m.floor.ratio for m in measurements if m.floor is not None]
    return {"low": min(ratios), "high": max(ratios)} if ratios else {}


# Uncached access to a device is slower than ordinary memory by orders of magnitude; within this factor it is none.
PLAUSIBLE_RATIO = 10.0


def implausible(system: System) -> Optional[Mapping[str, float]]:
    """How many times the time of ordinary memory uncached access takes, if that is too little to be uncached."""
    uncached = [m for m in measured(system) if is_throughput(m) and m.arguments.get("caching") == "uncached"]
    span = floors(uncached)
    return span if span and span["high"] < PLAUSIBLE_RATIO else None
