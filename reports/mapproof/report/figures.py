"""Which measurements belong into one picture: latency by length, throughput by width, lookups side by side.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from typing import Callable, Dict, List, Mapping, Optional, Sequence, Tuple

from mapproof import units, words
from mapproof.report.systems import System
from mapproof.result.results import Measurement

Key = Tuple[object, ...]


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
        return units.length(x)


def argument_text(measurement: Measurement, leave_out: Sequence[str] = ()) -> str:
    """The arguments as words: 4 KiB, untouched."""
    return words.arguments_in_words(measurement.arguments, leave_out)


def kind_of(measurement: Measurement) -> str:
    """Which section a measurement belongs to, by its arguments."""
    if measurement.name.startswith("floor"):
        return "other"
    if "width" in measurement.arguments and measurement.bytes_per_second is not None:
        return "throughput"
    if "offset" in measurement.name or "lookup" in measurement.name or "extents" in measurement.name:
        return "lookup"
    return "latency" if "length" in measurement.arguments else "other"


def measured(system: System) -> List[Measurement]:
    """What a system measured, without the refused rows."""
    return [m for m in system.benchmark.measurements if m.refused is None] if system.benchmark else []


def at_home(measurements: Sequence[Measurement]) -> List[Measurement]:
    """Those of one node pair, so that a line never mixes near and far memory: the nearest and lowest of each benchmark."""
    best: Dict[Key, Measurement] = {}
    for m in measurements:
        key = (m.name, tuple(sorted(m.arguments.items())))
        rank = (m.cpu_node != m.memory_node, m.cpu_node, m.memory_node)
        held = best.get(key)
        if held is None or rank < (held.cpu_node != held.memory_node, held.cpu_node, held.memory_node):
            best[key] = m
    return list(best.values())


def latency_panels(systems: Sequence[System]) -> List[Panel]:
    """A panel per benchmark and touch; x is the length."""
    return _panels(systems, "latency", "length", lambda m: (m.name, argument_text(m, ["length"])), lambda m: "")


def throughput_panels(systems: Sequence[System]) -> List[Panel]:
    """A panel per direction; x is the access width, a line per kind of caching."""

    def caching(m: Measurement) -> str:
        return str(m.arguments.get("caching", ""))

    return _panels(
        systems, "throughput", "width", lambda m: (m.name, argument_text(m, ["width", "caching", "length"])), caching
    )


def _panels(
    systems: Sequence[System],
    kind: str,
    axis: str,
    facet: Callable[[Measurement], Tuple[str, str]],
    variant: Callable[[Measurement], str],
) -> List[Panel]:
    lines: Dict[Tuple[str, str], Dict[Tuple[str, str], List[Tuple[float, Measurement]]]] = {}
    by_letter = {system.letter: system for system in systems}
    for system in systems:
        for m in at_home([m for m in measured(system) if kind_of(m) == kind]):
            x = m.arguments.get(axis)
            if isinstance(x, (int, float)):
                lines.setdefault(facet(m), {}).setdefault((system.letter, variant(m)), []).append((float(x), m))
    return [
        Panel(kind, name, detail, axis, tuple(
            Series(by_letter[letter], label, tuple(sorted(points, key=lambda point: point[0])))
            for (letter, label), points in members.items()
        ))
        for (name, detail), members in lines.items()
    ]


def lookups(system: System) -> List[Measurement]:
    """The offset lookups of a system, dearest first."""
    return sorted(at_home([m for m in measured(system) if kind_of(m) == "lookup"]), key=lambda m: -m.median)


def timed_calls(system: System) -> List[Measurement]:
    """What was timed call by call, and is no floor."""
    return [m for m in at_home(measured(system)) if m.distribution is not None and not m.name.startswith("floor")]


def others(system: System) -> List[Measurement]:
    """What is not plotted."""
    return [m for m in at_home(measured(system)) if kind_of(m) == "other"]


def kept_against_repeated(system: System) -> Optional[Tuple[Measurement, Measurement, float]]:
    """The cheapest repeated lookup, the kept result, and how many times cheaper the second is at least."""

    def first(*words: str) -> Optional[Measurement]:
        found = [m for m in lookups(system) if any(word in _described(m) for word in words)]
        return found[-1] if found else None

    repeated, kept = first("repeated"), first("kept", "cached")
    if repeated is None or kept is None or kept.median <= 0:
        return None
    return repeated, kept, repeated.median / kept.median


def _described(m: Measurement) -> str:
    return " ".join([m.name, *(str(value) for value in m.arguments.values())])


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
    uncached = [m for m in measured(system) if kind_of(m) == "throughput" and m.arguments.get("caching") == "uncached"]
    span = floors(uncached)
    return span if span and span["high"] < PLAUSIBLE_RATIO else None
