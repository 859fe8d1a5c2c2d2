"""Small result files for tests: events as the C++ programs write them, with what a test wants changed.

SPDX-License-Identifier: Apache-2.0
"""

import json
import math
import random
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Dict, List, Optional, Sequence

from mapproof.result.chain import sealed

Event = Dict[str, Any]
WORDS = ("pass", "fail", "unresolved", "unsupported", "untested", "crashed", "timeout", "waived", "xpass")


def run(kind: str, **changes: Any) -> Event:
    """A run line of the model."""
    event: Event = {
        "event": "run", "schema": 1, "kind": kind, "mapproof": "0.1.0", "commit": "0123abc",
        "backend": {"name": "model", "version": "0.1.0", "origin": "built-in"},
        "target": "model:", "profile": "qnx-7.1", "started": "2026-11-22T08:00:00Z", "allow_write": True,
        "arguments": ["--backend", "model"],
        "environment": {
            "system": "Linux", "release": "6.1.0", "machine": "x86_64", "cpu": "A CPU", "cpus": 2, "nodes": 1,
            "host": "bench-1", "build_type": "RelWithDebInfo", "compiler": "GCC 12.2", "user": "root",
            "program": "ef" * 32,
        },
        "facts": {
            "page_size": 4096, "offset_bits": 32, "highest_physical": "0xffffffffffff", "node_count": 2,
            "no_window": None, "no_offset": None, "notes": {"scene": "standard"},
            "windows": [
                {"name": "low", "physical": "0xd0000000", "length": 67108864, "protection": ["read", "write"],
                 "with_nocache": "uncached", "without_nocache": "cached", "is_memory": True, "node": 0},
            ],
        },
    }
    return {**event, **changes}


def row(name: str, **changes: Any) -> Event:
    """A judged requirement."""
    event: Event = {
        "event": "row", "row": name, "text": f"The sentence of {name}.", "source": "QNX library reference 7.1, a page",
        "evidence": "A", "judged": True, "optional": False, "accepts": ["EINVAL"], "state": "tested", "reason": None,
    }
    return {**event, **changes}


def check(name: str, verdict: str = "pass", **changes: Any) -> Event:
    """What a check of that row found."""
    event: Event = {
        "event": "check", "row": name, "check": "HoldsWhatItSays", "verdict": verdict, "judged": True,
        "seconds": 0.004, "detail": None if verdict == "pass" else f"It was a {verdict}.\nSecond line.",
    }
    return {**event, **changes}


def order(first: str, second: str, answer: Optional[str], **changes: Any) -> Event:
    """What mmap_device_memory() answered to two faults."""
    event: Event = {
        "event": "order", "call": "mmap_device_memory", "first": first, "second": second, "answer": answer,
        "rows": ["MDM_03"], "reason": None,
    }
    return {**event, **changes}


def with_orders(events: List[Event], orders: Sequence[Event]) -> List[Event]:
    """The result with these answers in it."""
    end = {**events[-1], "lines": len(events) - 1 + len(orders)}
    return [*events[:-1], *orders, end]


def measurement(name: str, repetitions: Sequence[float], **changes: Any) -> Event:
    """A measured benchmark row."""
    quartiles = quantiles(repetitions, n=4, method="inclusive")
    event: Event = {
        "event": "measurement", "name": name, "arguments": {}, "cpu_node": 0, "memory_node": 0, "window": None,
        "unit": "ns", "iterations": 1000, "repetitions": list(repetitions), "median": median(repetitions),
        "quartile_low": quartiles[0], "quartile_high": quartiles[2], "bytes_per_second": None, "floor": None,
        "refused": None,
    }
    return {**event, **changes}


def distribution(generator: random.Random, centre: float, calls: int = 1000) -> Event:
    """The times of calls around a centre, with a tail, as the benchmarks write them."""
    buckets: Dict[float, int] = {}
    for _ in range(calls):
        value = float(f"{centre * generator.lognormvariate(0.0, 0.2):.2g}")
        buckets[value] = buckets.get(value, 0) + 1
    times = sorted(value for value, count in buckets.items() for _ in range(count))
    ranks = {"p50": 0.5, "p90": 0.9, "p99": 0.99, "p999": 0.999}
    return {
        "calls": calls, "mean": sum(times) / calls, **{name: times[math.ceil(share * calls) - 1] for name, share in ranks.items()},
        "max": times[-1], "subtracted": 9.1, "buckets": [[value, buckets[value]] for value in sorted(buckets)],
    }


def refusal(name: str, errno: str, reason: Optional[str] = None, **changes: Any) -> Event:
    """A benchmark row that was refused."""
    event: Event = {
        "event": "measurement", "name": name, "arguments": {}, "cpu_node": 0, "memory_node": 0, "window": None,
        "unit": "ns", "refused": errno, "reason": reason,
    }
    return {**event, **changes}


def noisy(generator: random.Random, centre: float, spread: float, count: int = 20) -> List[float]:
    """Repetitions around a centre with a relative spread."""
    return [round(centre * max(0.05, generator.gauss(1.0, spread)), 4) for _ in range(count)]


def conformance(verdicts: Dict[str, str], **run_changes: Any) -> List[Event]:
    """A whole conformance result from row -> verdict."""
    events = [run("conformance", **run_changes)]
    events += [row(name) for name in verdicts]
    events += [check(name, verdict) for name, verdict in verdicts.items()]
    counts = {word: list(verdicts.values()).count(word) for word in WORDS}
    bad = sum(counts[word] for word in ("fail", "crashed", "timeout", "unresolved", "unsupported"))
    events.append({
        "event": "end", "lines": len(events), "seconds": 2.1, "interrupted": False,
        "conformant": counts["pass"] > 0 and bad == 0, "counts": counts, "judged_counts": dict(counts),
    })
    return events


def benchmark(measurements: Sequence[Event], **run_changes: Any) -> List[Event]:
    """A whole benchmark result."""
    events = [run("benchmark", **run_changes), *measurements]
    refused = sum(event["refused"] is not None for event in measurements)
    events.append({
        "event": "end", "lines": len(events), "seconds": 9.5, "interrupted": False,
        "measured": len(measurements) - refused, "refused": refused,
    })
    return events


def write(path: Path, events: Sequence[Event]) -> str:
    """Writes the events as a result file and returns its path."""
    path.write_text("".join(json.dumps(event) + "\n" for event in events), encoding="utf-8")
    return str(path)


def write_sealed(path: Path, events: Sequence[Event]) -> str:
    """Writes them as the C++ writers do: without spaces, and with the links of their chain."""
    lines = [json.dumps(event, separators=(",", ":"), ensure_ascii=False).encode() for event in events]
    path.write_bytes(b"".join(line + b"\n" for line in sealed(lines)))
    return str(path)
