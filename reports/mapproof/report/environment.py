"""Tables of a report about the systems themselves: environment and facts side by side, and the input files.

SPDX-License-Identifier: Apache-2.0
"""

import os
from dataclasses import dataclass
from typing import Dict, List, Sequence, Tuple

from mapproof import units
from mapproof.report.systems import System
from mapproof.result.results import Result

_NAMES = {
    "cpu": "CPU", "cpus": "CPUs", "nodes": "NUMA nodes", "aslr": "ASLR", "hwloc": "topology digest", "user": "user",
    "build_type": "build type", "machine": "architecture", "release": "kernel release",
}


@dataclass(frozen=True)
class Line:
    """One property of all systems."""

    name: str
    values: Tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the systems are not alike in it."""
        return len(set(self.values)) > 1


@dataclass(frozen=True)
class Input:
    """One result file, so that each figure can be traced."""

    letter: str
    name: str
    result: Result


def environment_lines(systems: Sequence[System]) -> List[Line]:
    """What was tested, with what, and where."""
    columns = [_properties(system) for system in systems]
    names = list(dict.fromkeys(name for column in columns for name in column))
    return [Line(name, tuple(column.get(name, "—") for column in columns)) for name in names]


def _properties(system: System) -> Dict[str, str]:
    run = system.run
    facts = run.facts
    found = {
        "backend": f"{run.backend.name} {run.backend.version}".strip(),
        "origin": run.backend.origin,
        "target": run.target or "none named",
        "profile": run.profile,
        "stores allowed": _text(run.allow_write),
        "mapproof": run.mapproof,
        "commit": run.commit[:12],
    }
    # The benchmark's run knows more of the machine than the conformance run.
    for result in system.results:
        for name, value in result.run.environment.items():
            found[_NAMES.get(name, name.replace("_", " "))] = _text(value)
    found["page"] = units.length(facts.page_size)
    found["mem_offset() result"] = f"{facts.offset_bits} bits"
    found["highest physical"] = facts.highest_physical
    found["nodes of the target"] = str(facts.node_count)
    for name, note in facts.notes.items():
        found[name] = note
    return found


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "—" if value is None or value == "" else str(value)


def inputs_of(systems: Sequence[System]) -> List[Input]:
    """The files with names that tell them apart and do not depend on where they lay."""
    results = [(system.letter, result) for system in systems for result in system.results]
    bases = [os.path.basename(result.path) for _, result in results]
    found = []
    for (letter, result), base in zip(results, bases):
        folder = os.path.basename(os.path.dirname(os.path.abspath(result.path)))
        found.append(Input(letter, base if bases.count(base) == 1 else f"{folder}/{base}", result))
    return found
