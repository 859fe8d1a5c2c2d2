"""Which rows of two systems ask the same: by what they ask, whatever the window is called and however the nodes are numbered.

SPDX-License-Identifier: Apache-2.0
"""

from typing import Dict, List, Sequence, Tuple

from mapproof.compare.rulers import is_floor, is_ruler
from mapproof.report.figures import at_home
from mapproof.report.systems import System
from mapproof.result.results import Measurement
from mapproof.words import arguments_in_words, title

Meaning = Tuple[object, ...]
Rows = Dict[Meaning, Measurement]
Pair = Tuple[Measurement, Measurement]


def meaning(m: Measurement) -> Meaning:
    """What a row asks. A node is no part of it: a target that has none says -1, and node 0 of one machine is not that of another."""
    return (m.name, tuple(sorted(m.arguments.items())))


def rows_of(system: System) -> Rows:
    """The rows of a system near memory, refused ones too, without floors and canaries."""
    return {meaning(m): m for m in _near(system) if not is_ruler(m)}


def floors_of(system: System) -> Rows:
    """Its floors that were measured."""
    return {meaning(m): m for m in _near(system) if is_floor(m) and m.refused is None}


def _near(system: System) -> List[Measurement]:
    """Of each question the nearest pair of nodes on which it was measured, or one on which it was refused."""
    rows = system.benchmark.measurements if system.benchmark else ()
    measured = at_home([m for m in rows if m.refused is None])
    known = {meaning(m) for m in measured}
    return [*measured, *at_home([m for m in rows if m.refused is not None and meaning(m) not in known])]


def met(base: Rows, other: Rows) -> List[Pair]:
    """The rows that both measured."""
    return [(base[key], other[key]) for key in base if key in other and base[key].refused is None and other[key].refused is None]


def unmet(base: Rows, other: Rows) -> Dict[str, List[str]]:
    """Why rows that the base measured have no counterpart, and which these are."""
    reasons: Dict[str, List[str]] = {}
    for key, m in base.items():
        if m.refused is None and (key not in other or other[key].refused is not None):
            reasons.setdefault(_why(m, other.get(key), other), []).append(f"{title(m.name)}, {arguments_in_words(m.arguments)}".rstrip(", "))
    return reasons


def _why(mine: Measurement, theirs: "Measurement | None", other: Rows) -> str:
    if theirs is not None:
        return f"refused there: {(theirs.reason or theirs.refused or '').rstrip('.')}"
    kinds = _kinds(mine.name, other)
    if "caching" in mine.arguments and kinds and mine.arguments["caching"] not in kinds:
        return f"{mine.arguments['caching']} here, there only {' and '.join(sorted(kinds))}"
    return "not asked there"


def _kinds(name: str, rows: Rows) -> Sequence[str]:
    return list({str(m.arguments["caching"]): None for m in rows.values() if m.name == name and "caching" in m.arguments and m.refused is None})
