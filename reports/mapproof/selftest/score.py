"""What a selftest found, and whether anything is left to wish for.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from typing import Any, Dict, List, Sequence, Tuple

SCHEMA = 1


@dataclass(frozen=True)
class Row:
    """A row of the catalogue: its state, where it is judged, and the full names of its checks."""

    name: str
    state: str
    profiles: Tuple[str, ...]
    checks: Tuple[str, ...]


@dataclass(frozen=True)
class LiarResult:
    """Who noticed a liar: checks of its own row, and checks of others as far as they were run."""

    name: str
    row: str
    profile: str
    killers: Tuple[str, ...]
    others: Tuple[str, ...]

    @property
    def killed(self) -> bool:
        """Whether anybody noticed."""
        return bool(self.killers or self.others)


@dataclass(frozen=True)
class Alarm:
    """A check that held something against a backend that does nothing wrong."""

    backend: str
    profile: str
    check: str
    verdict: str
    detail: str


@dataclass(frozen=True)
class FaultResult:
    """A backend that harms its own process, and the checks whose verdicts were lost or changed by it."""

    mode: str
    lost: Tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """All of it."""

    rows: Sequence[Row]
    liars: Sequence[LiarResult]
    variants: int
    alarms: Sequence[Alarm]
    faults: Sequence[FaultResult]
    processes_left: int
    seconds: float

    def in_state(self, state: str) -> int:
        """How many rows are tested, report-only or untestable."""
        return sum(row.state == state for row in self.rows)

    @property
    def killed(self) -> int:
        """Liars that anybody noticed."""
        return sum(liar.killed for liar in self.liars)

    @property
    def killed_by_owner(self) -> int:
        """Liars that their own row noticed."""
        return sum(bool(liar.killers) for liar in self.liars)

    @property
    def survivors(self) -> List[str]:
        """Liars that nobody noticed."""
        return [liar.name for liar in self.liars if not liar.killed]

    @property
    def missed_by_owner(self) -> List[str]:
        """Liars that only other rows noticed."""
        return [liar.name for liar in self.liars if liar.killed and not liar.killers]

    @property
    def rows_without_liar(self) -> List[str]:
        """Checked rows of which nobody knows whether they can fail."""
        with_liar = {liar.row for liar in self.liars}
        return [row.name for row in self.rows if row.checks and row.name not in with_liar]

    @property
    def results_lost(self) -> int:
        """Verdicts that a misbehaving backend took with it or falsified."""
        return sum(len(fault.lost) for fault in self.faults)

    @property
    def faults_survived(self) -> int:
        """Ways of misbehaving that cost no verdict."""
        return sum(not fault.lost for fault in self.faults)

    @property
    def perfect(self) -> bool:
        """Each checked row has a liar, each liar is noticed by its own row, nothing is lost or left, no alarm is false."""
        all_noticed = self.killed_by_owner == len(self.liars) and not self.rows_without_liar
        return all_noticed and not self.alarms and self.results_lost == 0 and self.processes_left == 0

    def to_json(self) -> Dict[str, Any]:
        """The object that `mapproof selftest --json` prints."""
        return {
            "schema": SCHEMA,
            "rows": len(self.rows),
            "tested": self.in_state("tested"),
            "report_only": self.in_state("report-only"),
            "untestable": self.in_state("untestable"),
            "liars": len(self.liars),
            "killed": self.killed,
            "killed_by_owner": self.killed_by_owner,
            "variants": self.variants,
            "false_alarms": len(self.alarms),
            "fault_modes": len(self.faults),
            "faults_survived": self.faults_survived,
            "results_lost": self.results_lost,
            "processes_left": self.processes_left,
            "survivors": self.survivors,
            "missed_by_owner": self.missed_by_owner,
            "rows_without_liar": self.rows_without_liar,
            "alarms": [vars(alarm) for alarm in self.alarms],
            "trips": {liar.name: list(liar.others) for liar in self.liars if liar.others},
            "seconds": round(self.seconds, 3),
        }
