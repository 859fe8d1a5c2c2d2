"""One of the two that are held against each other: a backend, a plugin, a program or the folder of a build.

SPDX-License-Identifier: Apache-2.0
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import List, Sequence

from mapproof import programs
from mapproof.errors import CannotRun, reason_of
from mapproof.result.reader import read
from mapproof.result.results import Result

# A launch that takes so many times as long as it was given hangs.
PATIENCE = 40


@dataclass(frozen=True)
class Side:
    """How to launch it."""

    name: str
    program: str
    options: Sequence[str]

    def launch(self, seconds: float, pattern: str, out: Path) -> Result:
        """Measures the rows whose label the expression finds, in a process of its own."""
        words = [self.program, *self.options, "--no-gate", "--json", "--time", f"{seconds:.2f}", "--out", str(out)]
        words += ["--filter", pattern] if pattern else []
        try:
            done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False,
                                  timeout=60 + PATIENCE * seconds)
        except subprocess.TimeoutExpired:
            raise CannotRun(f"'{self.name}' did not end: measure it alone with `mapproof bench` first.") from None
        except OSError as error:
            raise CannotRun(f"'{self.program}' cannot be started: {reason_of(error)}.") from None
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise CannotRun(f"'{self.name}' could not be measured: {said[-1] if said else 'it ended without a word.'}")
        return read(str(out))


def side(text: str, options: Sequence[str]) -> Side:
    """From what the user wrote: a built-in backend, the path of a plugin, of mapproof-bench, or of a build's folder."""
    path = Path(text)
    if path.is_dir():
        for program in (path / programs.BENCH, path / "bin" / programs.BENCH):
            if os.access(program, os.X_OK):
                return Side(text, str(program), options)
        raise CannotRun(f"'{text}' holds no {programs.BENCH}, nor does its bin folder: build it there.")
    if path.name.startswith(programs.BENCH) and os.access(path, os.X_OK):
        return Side(text, str(path), options)
    if "/" in text and not path.exists():
        raise CannotRun(f"'{text}' does not exist: give a plugin, a build's folder, a {programs.BENCH} or a built-in backend.")
    return Side(text, programs.find(programs.BENCH), [*without_backend(options), "--backend", text])


def without_backend(options: Sequence[str]) -> List[str]:
    """The options but --backend: where the two differ in it, they say it themselves."""
    kept = list(options)
    if "--backend" in kept:
        at = kept.index("--backend")
        del kept[at : at + 2]
    return kept
