"""Histories for tests: results of many commits, made without files.

SPDX-License-Identifier: Apache-2.0
"""

import hashlib
import random
from dataclasses import replace
from typing import Any, Container, Dict, List, Sequence

import samples
from mapproof.history.adding import add
from mapproof.history.database import History
from mapproof.history.reading import StoredSeries
from mapproof.result.results import Result, result_from_events

ROWS = 6


def moment(commit: int) -> str:
    """When the run of a commit started: an hour after the one before."""
    day, hour = divmod(commit, 24)
    month, day = divmod(day, 28)
    year, month = divmod(month, 12)
    return f"{2024 + year}-{1 + month:02}-{1 + day:02}T{hour:02}:00:00Z"


def run(commit: int, slower: Dict[int, float] = {}, drift: float = 1.0, spread: float = 0.01, rows: int = ROWS, repetitions: int = 10,
        **environment: Any) -> Result:
    """What a benchmark of this commit gives: rows with their floors, some slower by a factor, on a machine that drifts."""
    generator = random.Random(f"{commit} {sorted(environment.items())}")
    events = []
    for row in range(rows):
        for name, cost in (("map", 1000.0 * slower.get(row, 1.0)), ("floor_map", 700.0)):
            launch = generator.gauss(1.0, spread)
            times = [max(1.0, cost * drift * launch * generator.gauss(1.0, 0.01)) for _ in range(repetitions)]
            events.append(samples.measurement(name, times, arguments={"length": 4096 << row}))
        events[-2]["floor"] = {"name": "floor_map", "median": events[-1]["median"], "ratio": 1.0}
    whole = samples.benchmark(events, started=moment(commit))
    whole[0]["environment"].update({"fingerprint": "0123456789abcdef", **environment})
    name = f"run {commit} {sorted(environment.items())}"
    return result_from_events(name, hashlib.sha256(name.encode()).hexdigest(), 1, whole)


def keep(history: History, results: Sequence[Result], subject: str = "model model:", first: int = 0) -> List[str]:
    """Adds them, each under a commit of its own; the names of the commits."""
    commits = [f"c{first + number:05}" for number in range(len(results))]
    with history.writing() as connection:
        for commit, result in zip(commits, results):
            add(connection, result, commit, subject)
    return commits


def of_machine(result: Result, fingerprint: str) -> Result:
    """The same figures, measured elsewhere."""
    environment = {**result.run.environment, "fingerprint": fingerprint}
    name = hashlib.sha256((result.sha256 + fingerprint).encode()).hexdigest()
    return replace(result, sha256=name, run=replace(result.run, environment=environment))


def cut(series: StoredSeries, runs: Container[int]) -> StoredSeries:
    """A series with these runs only."""
    return replace(series, points=[point for point in series.points if point.run.id in runs])
