"""Simulated benchmark results: noise, spells, a drift of the machine, slower rows, and floors that are disturbed alone.

SPDX-License-Identifier: Apache-2.0
"""

import random
from typing import Dict, List, Optional

import samples
from mapproof.result.results import Result, result_from_events

ROWS = 12
PASSES = 20


def result(events: List[samples.Event]) -> Result:
    """The events of a file as it is read."""
    return result_from_events("a.jsonl", "", 0, events)


def benchmark(seed: int, spread: float = 0.03, drift: float = 1.0, slower: Optional[Dict[int, float]] = None,
              floors: bool = True, spells: float = 0.0, restless: int = -1) -> Result:
    """A launch: passes in each of which every row and its floor are measured side by side. All are scaled by the same drift, in
    each pass a spell makes this share of the rows half as slow again, some rows are slower, and one floor is disturbed alone."""
    generator = random.Random(seed)
    times: List[List[float]] = [[] for _ in range(2 * ROWS)]
    for _ in range(PASSES):
        begin = generator.random()
        for index in range(ROWS):
            now = drift * (1.5 if (index / ROWS - begin) % 1.0 < spells else 1.0) * 100.0 * (index + 1)
            times[2 * index].append(now * (slower or {}).get(index, 1.0) * max(0.05, generator.gauss(1.0, spread)))
            times[2 * index + 1].append(0.95 * now * (2.0 if index == restless else 1.0) * max(0.05, generator.gauss(1.0, spread)))
    rows = []
    for index in range(ROWS):
        row, floor = (samples.measurement(name, times[2 * index + n], arguments={"length": 4096 << index})
                      for n, name in enumerate(("map", "floor_map")))
        if floors:
            row["floor"] = {"name": "floor_map", "median": floor["median"], "ratio": row["median"] / floor["median"]}
        rows += [row, floor] if floors else [row]
    return result(samples.benchmark(rows))
