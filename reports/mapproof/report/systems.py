"""The systems that a set of result files speaks of: which files belong together, and what to call them.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from typing import Callable, Dict, List, Optional, Sequence, Tuple

from mapproof.result.results import Result, Run

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
    labels = _labels([next(iter(pair.values())).run for pair in pairs])
    return [
        System(_letter(index), labels[index], COLOURS[index % len(COLOURS)], pair.get("conformance"), pair.get("benchmark"))
        for index, pair in enumerate(pairs)
    ]


def _key(result: Result) -> Tuple[object, ...]:
    run = result.run
    environment = tuple(run.environment.get(name) for name in ("host", "release", "machine"))
    return (run.backend, run.target, run.profile, run.commit, environment)


def _letter(index: int) -> str:
    return chr(ord("A") + index) if index < 26 else f"A{index}"


def _labels(runs: Sequence[Run]) -> List[str]:
    """The shortest names that tell the systems apart."""
    attempts: Tuple[Callable[[Run], str], ...] = (
        lambda run: run.backend.name,
        lambda run: f"{run.backend.name} {_rest(run.target)}".strip(),
        lambda run: f"{run.backend.name} {run.backend.version}",
        lambda run: f"{run.backend.name} {run.profile}",
        lambda run: f"{run.backend.name} on {run.environment['host']}",
        lambda run: f"{run.backend.name} {run.commit[:7]}",
    )
    for attempt in attempts:
        labels = [attempt(run) for run in runs]
        if len(set(labels)) == len(labels):
            return labels
    return [f"{run.backend.name}, run {index}" for index, run in enumerate(runs, start=1)]


def _rest(target: str) -> str:
    scheme, colon, rest = target.partition(":")
    return rest if colon and scheme == "model" else target
