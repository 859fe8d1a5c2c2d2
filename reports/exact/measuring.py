"""Boots a guest whose clock counts instructions and measures our own backends in it.

SPDX-License-Identifier: Apache-2.0
"""

import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Mapping, Sequence, Tuple

from mapproof.errors import CannotRun
from mapproof.lab import qemu
from mapproof.lab.guest_jobs import GuestJobs
from mapproof.lab.guest import Guest
from mapproof.lab.runs import run_folder
from mapproof.lab.scene_file import load
from mapproof.result.reader import read
from mapproof.result.results import Measurement, Result

DEADLINE_SECONDS = 180.0
SCENE = "one-node"
WINDOW = "pci:0000:00:04.0/2"

# What depends on where the frames of one boot happen to lie is left out, and what the kernel does one way or the other.
ROWS = (r"^(map|unmap|map_unmap)/length:4096/touch:none|^(map_replace|map_at_hint)/length:4096"
        r"|^offset_(repeated/call:mem_offset64|miss|hit/pages:64|hit_chain/pages:64|batched/pages:64/by:mem_extents)")

Figures = Mapping[str, float]


@dataclass(frozen=True)
class Subject:
    """A backend, and what it is called among the figures."""

    name: str
    backend: str
    target: str


LINUX = Subject("linux", "linux", WINDOW)
MODEL = Subject("model", "model", "")


@dataclass(frozen=True)
class Boot:
    """The figures of each subject, and what else decides them."""

    key: str
    figures: Mapping[str, Figures]


def measure(subjects: Sequence[Subject]) -> Boot:
    """One boot, in which all subjects are measured one after the other."""
    with tempfile.TemporaryDirectory() as home, run_folder(keep=False) as folder, open(os.devnull, "wb") as nobody:
        chosen = load(SCENE).with_clock("exact")
        guest = Guest(chosen, folder, DEADLINE_SECONDS)
        guest_jobs = GuestJobs(guest, Path(home))
        jobs = [guest_jobs.add(_command(subject), nobody) for subject in subjects]
        guest.run()
        guest_jobs.deliver()
        for subject, job in zip(subjects, jobs):
            if job.code != 0:
                raise CannotRun(f"mapproof-bench of '{subject.name}' ended with {job.code} in the guest.")
        results = [read(f"{home}/{subject.name}.jsonl") for subject in subjects]
    return Boot(_key(results[0]), {subject.name: _figures(result) for subject, result in zip(subjects, results)})


def _command(subject: Subject) -> Sequence[str]:
    target = ("--target", subject.target) if subject.target else ()
    # The checks are another test's business, and would take longer than the figures.
    return ("bench", "--backend", subject.backend, *target, "--no-gate", "--filter", ROWS, "--time", "0.3",
            "--repetitions", "4", "--out", f"{subject.name}.jsonl")


def _figures(result: Result) -> Dict[str, float]:
    if result.run.environment.get("clock") != "exact":
        raise CannotRun(f"'{result.path}' was not measured on the exact clock.")
    rows = [m for m in result.measurements if m.refused is None and not m.name.startswith(("floor", "canary"))]
    return {_label(m): _figure(m) for m in rows if m.memory_node <= 0}


def _label(m: Measurement) -> str:
    return "/".join([m.name, *(f"{name}:{value}" for name, value in m.arguments.items())])


def _figure(m: Measurement) -> float:
    """The shortest way through the code: no timer of the guest's kernel fell into it."""
    if m.distribution is not None and m.distribution.min is not None:
        return m.distribution.min
    return min(m.repetitions)


def _key(result: Result) -> str:
    """What the number of instructions depends on beside our own code."""
    environment = result.run.environment
    return ", ".join([*(str(environment[name]) for name in ("compiler", "build_type", "machine", "release")), f"QEMU {_emulator()}"])


def _emulator() -> str:
    said = subprocess.run([qemu.program(), "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout
    found = re.search(r"version (\d+\.\d+)", said)
    return found[1] if found else "unknown"


def spread(boots: Sequence[Boot]) -> Dict[Tuple[str, str], Tuple[float, float]]:
    """Lowest and highest figure of each row over several boots."""
    rows: Dict[Tuple[str, str], Tuple[float, float]] = {}
    for boot in boots:
        for name, figures in boot.figures.items():
            for row, figure in figures.items():
                low, high = rows.get((name, row), (figure, figure))
                rows[(name, row)] = (min(low, figure), max(high, figure))
    return rows
