"""The committed figures: one set for each compiler, kernel and emulator that they were measured with.

SPDX-License-Identifier: Apache-2.0
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Mapping, Optional

from exact.measuring import Figures
from mapproof.errors import CannotRun
from mapproof.output import write_whole

FILE = Path(__file__).resolve().parent.parent.parent / "bench" / "exact-figures.json"
# More than the last digits that differ from boot to boot, and less than one system call.
MOST_GROWTH = 0.01

Baseline = Mapping[str, Mapping[str, Figures]]


@dataclass(frozen=True)
class Change:
    """A row whose figure is not the committed one."""

    row: str
    before: Optional[float]
    now: Optional[float]

    @property
    def is_worse(self) -> bool:
        """Grown, or gone: a figure that is not there cannot be watched."""
        return self.now is None or (self.before is not None and self.now > self.before * (1 + MOST_GROWTH))

    def __str__(self) -> str:
        if self.before is None or self.now is None:
            return f"{self.row}: {'new' if self.before is None else 'gone'}"
        return f"{self.row}: {self.before:g} became {self.now:g} instructions ({100 * (self.now / self.before - 1):+.2f} %)"


def load(file: Path = FILE) -> Baseline:
    """All committed figures, by key and subject."""
    try:
        committed = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(committed, dict):
            raise ValueError("it is no object")
        return committed
    except (OSError, ValueError) as error:
        raise CannotRun(f"the committed figures '{file}' cannot be read ({error}): restore them.") from None


def changes(committed: Mapping[str, Figures], now: Mapping[str, Figures]) -> List[Change]:
    """What moved by more than boots differ, what is new, and what is gone."""
    found = []
    for subject in dict.fromkeys([*committed, *now]):
        before, after = committed.get(subject, {}), now.get(subject, {})
        for row in dict.fromkeys([*before, *after]):
            change = Change(f"{subject} {row}", before.get(row), after.get(row))
            if change.before is None or change.now is None or abs(change.now / change.before - 1) > MOST_GROWTH:
                found.append(change)
    return found


def write(key: str, figures: Mapping[str, Figures], file: Path = FILE) -> None:
    """The figures of this key anew; those of others stay."""
    baseline: Dict[str, Mapping[str, Figures]] = dict(load(file))
    baseline[key] = {subject: {row: round(figure, 2) for row, figure in sorted(rows.items())} for subject, rows in figures.items()}
    write_whole(str(file), (json.dumps(dict(sorted(baseline.items())), indent=1) + "\n").encode())
