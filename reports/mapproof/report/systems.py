"""The systems that a set of result files speaks of: which files belong together, and what to call them.

SPDX-License-Identifier: Apache-2.0
"""

import os
from dataclasses import dataclass
from typing import Callable, Dict, List, Optional, Sequence, Tuple

from mapproof.result.results import Result, Run
from mapproof.units import plural

# Okabe and Ito's colours in an order that also differs in lightness; told apart with every kind of colour blindness.
COLOURS = ("#0072B2", "#C04E00", "#007A5A", "#A3487F", "#5B4FB3", "#8A6D00", "#3E6F8F", "#4D4D4D")
# The same on a dark page.
LIGHT_COLOURS = ("#56B4E9", "#F0883E", "#3CC99B", "#E08DBF", "#A99DF5", "#D9B83A", "#8FBAD6", "#C4C4C4")


@dataclass(frozen=True)
class System:
    """One implementation on one target, with a file of each kind at the most."""

    letter: str
    label: str
    colour: str
    conformance: Optional[Result]
    benchmark: Optional[Result]

    @property
    def light_colour(self) -> str:
        """Its colour on a dark page."""
        return LIGHT_COLOURS[COLOURS.index(self.colour)]

    @property
    def results(self) -> Tuple[Result, ...]:
        """Its files."""
        return tuple(result for result in (self.conformance, self.benchmark) if result is not None)

    @property
    def run(self) -> Run:
        """What describes it."""
        return self.results[0].run


def systems_of(results: Sequence[Result]) -> List[System]:
    """Pairs conformance and benchmark files of the same system, in the order in which they were named."""
    pairs: List[Dict[str, Result]] = []
    for result in results:
        for pair in pairs:
            if result.run.kind not in pair and _key(next(iter(pair.values()))) == _key(result):
                pair[result.run.kind] = result
                break
        else:
            pairs.append({result.run.kind: result})
    first = [next(iter(pair.values())) for pair in pairs]
    labels = _labels([result.run for result in first], [result.path for result in first])
    return [
        System(_letter(index), labels[index], COLOURS[index % len(COLOURS)], pair.get("conformance"), pair.get("benchmark"))
        for index, pair in enumerate(pairs)
    ]


def _key(result: Result) -> Tuple[object, ...]:
    run = result.run
    environment = tuple(run.environment.get(name) for name in ("host", "release", "machine", "cpu", "cpus", "nodes"))
    return (run.backend, run.target, run.profile, run.commit, environment)


def _letter(index: int) -> str:
    return chr(ord("A") + index) if index < 26 else f"A{index}"


def _labels(runs: Sequence[Run], paths: Sequence[str]) -> List[str]:
    """What tells the systems apart, and no more: the backend, then what differs first among what a reader would name."""
    parts: List[List[str]] = [[run.backend.name] for run in runs]
    for tell in (*_TELLING, _started):
        if len({tuple(part) for part in parts}) == len(parts):
            break
        told = [tell(run) for run in runs]
        alike = [[i for i, other in enumerate(parts) if other == part] for part in parts]
        for i, mates in enumerate(alike):
            if len({told[mate] for mate in mates}) > 1 and told[i]:
                parts[i] = [*parts[i], told[i]]
    labels = [", ".join(part) for part in parts]
    names = [os.path.basename(path) for path in paths]
    if len(set(names)) < len(names):
        names = [os.path.relpath(path) for path in paths]
    return [label if labels.count(label) == 1 else f"{label}, {names[i]}" for i, label in enumerate(labels)]


def _environment(name: str, words: str) -> Callable[[Run], str]:
    def tell(run: Run) -> str:
        value = run.environment.get(name)
        return "" if value is None else words.format(value)

    return tell


def _nodes(run: Run) -> str:
    nodes = run.environment.get("nodes")
    return plural(nodes, "node") if isinstance(nodes, int) else ""


def _target(run: Run) -> str:
    """A file by its name, a scene of the model without the word model."""
    scheme, colon, rest = run.target.partition(":")
    if scheme == "file":
        return f"file {os.path.basename(rest.partition('@')[0])}"
    return rest if colon and scheme == "model" else run.target


def _started(run: Run) -> str:
    return f"started {run.started.replace('T', ' ').rstrip('Z')}"


# What a reader would name first.
_TELLING: Tuple[Callable[[Run], str], ...] = (
    lambda run: "" if run.backend.origin == "built-in" else os.path.basename(run.backend.origin), _target, lambda run: run.profile, _environment("host", "on {}"), _nodes, _environment("cpu", "{}"), _environment("release", "Linux {}"),
    lambda run: run.backend.version, lambda run: f"{run.environment.get('clock', 'wall')} clock", _environment("user", "as {}"),
    lambda run: f"commit {run.commit[:7]}" if run.commit else "",
)
