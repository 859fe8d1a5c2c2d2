"""What became of each mutant, a line each, on disk as soon as it is known: a campaign that was killed goes on where it was.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Dict

from mutation.mutants import Mutant

NO_CODE = "does not compile"
SAME_CODE = "same code"


@dataclass(frozen=True)
class Outcome:
    """killed, noticed, survived, or one of the two above; and who saw it."""

    key: str
    file: str
    operator: str
    change: str
    state: str
    by: str
    seconds: float


def outcome(mutant: Mutant, state: str, by: str, seconds: float) -> Outcome:
    """The line of a mutant."""
    change = f"{mutant.file}: {mutant.before} -> {mutant.after}"
    return Outcome(mutant.key, mutant.file, mutant.operator, change, state, by, round(seconds, 2))


class Journal:
    """All outcomes so far."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.outcomes: Dict[str, Outcome] = {}
        whole = path.read_bytes() if path.exists() else b""
        # The end of a line that was being written when it was killed.
        kept = whole[: whole.rfind(b"\n") + 1]
        for line in kept.splitlines():
            known = Outcome(**json.loads(line))
            self.outcomes[known.key] = known
        self._lock = threading.Lock()
        self._stream = open(path, "ab")  # pylint: disable=consider-using-with
        self._stream.truncate(len(kept))

    def add(self, result: Outcome) -> None:
        """Written and on disk when this returns."""
        with self._lock:
            self.outcomes[result.key] = result
            self._stream.write(json.dumps(asdict(result)).encode() + b"\n")
            self._stream.flush()
            os.fsync(self._stream.fileno())
