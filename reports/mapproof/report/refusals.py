"""What could not be measured, gathered by reason.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from typing import Dict, List, Sequence, Tuple

from mapproof.compare.rulers import is_floor
from mapproof.report.systems import System
from mapproof.words import arguments_in_words, title


@dataclass(frozen=True)
class Refusal:
    """Rows of one system that were refused for one reason: of each title its cases."""

    system: System
    errno: str
    reason: str
    count: int
    rows: Tuple[Tuple[str, str], ...]


def refusals(systems: Sequence[System]) -> List[Refusal]:
    """The reason of most rows first."""
    found = []
    for system in systems:
        reasons: Dict[Tuple[str, str], Dict[str, List[str]]] = {}
        for m in system.benchmark.measurements if system.benchmark else ():
            if m.refused is not None and not is_floor(m):
                cases = reasons.setdefault((m.refused, m.reason or ""), {}).setdefault(title(m.name), [])
                cases.append(arguments_in_words(m.arguments))
        gathered = [Refusal(system, errno, reason, sum(map(len, rows.values())),
                            tuple((name, "; ".join(dict.fromkeys(case for case in cases if case))) for name, cases in rows.items()))
                    for (errno, reason), rows in reasons.items()]
        found += sorted(gathered, key=lambda refusal: -refusal.count)
    return found
