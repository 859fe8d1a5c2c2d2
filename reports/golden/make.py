"""Writes the sample results and the page that reports/tests/report/report_test.py expects: run it after a wanted change, read the diff.

SPDX-License-Identifier: Apache-2.0
"""

import random
import sys
from pathlib import Path
from typing import Dict, List

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

import samples  # noqa: E402
from normalised import normalised  # noqa: E402

from mapproof.report.page import render  # noqa: E402
from mapproof.result.reader import read  # noqa: E402

VERDICTS_A = {"MDM_01": "pass", "MDM_03": "pass", "MDM_28": "untested", "MUN_01": "pass", "MOF_09": "pass"}
VERDICTS_B = {"MDM_01": "pass", "MDM_03": "fail", "MDM_28": "pass", "MUN_01": "crashed", "MOF_09": "unsupported"}
FILES = ("a-conform.jsonl", "a-bench.jsonl", "b-conform.jsonl", "b-bench.jsonl")


def lookups(generator: random.Random, slowness: float, nodes: int) -> List[samples.Event]:
    """Kept and asked again, on each pair of nodes."""
    rows = []
    for cpu in range(nodes):
        for memory in range(nodes):
            for name, arguments, cost in (
                ("offset_repeated", {"call": "mem_offset64", "length": 4096}, 305.0), ("offset_chain", {"pages": 64}, 310.0),
                ("offset_hit", {"pages": 64}, 1.3), ("offset_hit", {"pages": 4096}, 1.2), ("offset_hit_chain", {"pages": 4096}, 3.6),
                ("offset_miss", {}, 330.0),
            ):
                remote = 1.2 if cpu != memory else 1.0
                rows.append(samples.measurement(name, samples.noisy(generator, cost * slowness * remote, 0.02, 5), arguments=arguments,
                                                cpu_node=cpu, memory_node=memory, distance=10 if cpu == memory else 21))
    return rows


def figures(seed: int, slowness: float, nodes: int) -> List[samples.Event]:
    """A few rows of every kind."""
    generator = random.Random(seed)
    rows = []
    for cpu in range(nodes):
        for length in (4096, 65536, 1048576):
            times = samples.noisy(generator, slowness * (1200 + length / 1000) * (1 + cpu / 2), 0.03, 5)
            row = samples.measurement("map_unmap", times, arguments={"length": length, "touch": "none"}, cpu_node=cpu, window="low",
                                      distance=10 + 11 * cpu)
            row["floor"] = {"name": "floor_map_unmap", "median": round(row["median"] / 1.03, 4), "ratio": 1.03}
            row["distribution"] = samples.distribution(generator, row["median"])
            rows.append(row)
    for caching, cost in (("uncached", 300.0), ("cached", 1.0)):
        for width in (1, 4, 8):
            row = samples.measurement("mmio_read", samples.noisy(generator, cost * slowness, 0.03, 5),
                                      arguments={"width": width, "caching": caching}, window="low")
            row["bytes_per_second"] = round(width / row["median"] * 1e9, 1)
            rows.append(row)
    for name, cost in (("offset_run", 305.0), ("offset_kept", 1.1), ("floor_call", 1.9)):
        row = samples.measurement(name, samples.noisy(generator, cost * slowness, 0.02, 5))
        if name == "offset_run":
            row["distribution"] = samples.distribution(generator, row["median"])
        rows.append(row)
    rows += lookups(generator, slowness, nodes)
    doubtful = samples.measurement("mmio_latency", samples.noisy(generator, 4.0, 0.02, 5), arguments={"width": 8, "caching": "uncached"},
                                   window="low")
    doubtful["implausible"] = "Uncached access takes only <2> times what cached memory takes."
    rows.append(doubtful)
    rows.append(samples.refusal("split", "ECANCELED", "MUN_09 is fail in the same run.", gate=["MUN_09"], window="low"))
    rows.append(samples.refusal("unmap", "ENXIO", "The window is <too> short.", arguments={"length": 67108864}, window="low"))
    return rows


def main() -> None:
    """Writes all of it."""
    other: Dict[str, object] = {
        "backend": {"name": "linux", "version": "0.1.0", "origin": "built-in"}, "target": "pci:0000:00:04.0/2",
        "environment": {**samples.run("benchmark")["environment"], "release": "6.6.0", "host": "lab"},
    }
    events = (
        samples.conformance(VERDICTS_A), samples.benchmark(figures(1, 1.0, 2)),
        samples.conformance(VERDICTS_B, **other), samples.benchmark(figures(2, 2.0, 1), **other),
    )
    for name, members in zip(FILES, events):
        samples.write(HERE / name, members)
    page = render([read(str(HERE / name)) for name in FILES])
    (HERE / "report.expected.txt").write_text(normalised(page), encoding="utf-8")


if __name__ == "__main__":
    main()
