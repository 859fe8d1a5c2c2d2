"""Runs the conformance program many times at once and reads its verdicts; takes all of them along when it ends early.

SPDX-License-Identifier: Apache-2.0
"""

import asyncio
import contextlib
import json
import os
import signal
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import List, Optional, Sequence, Tuple, Type

from mapproof.errors import COULD_NOT_RUN, CannotRun, reason_of


@dataclass(frozen=True)
class Verdict:
    """What one check said."""

    row: str
    name: str
    verdict: str
    judged: bool
    detail: str


Verdicts = Tuple[Verdict, ...]


class Trials:
    """At most `jobs` runs at a time; their result files live in a folder that goes with this object."""

    def __init__(self, program: str, jobs: int) -> None:
        self._program = program
        self._jobs = jobs
        self._room: Optional[asyncio.Semaphore] = None
        self._count = 0
        self._start = time.monotonic()
        self._folder = tempfile.TemporaryDirectory(prefix="mapproof-selftest-")

    def __enter__(self) -> "Trials":
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self._folder.cleanup()

    def seconds(self) -> float:
        """Since this object exists."""
        return time.monotonic() - self._start

    async def run(
        self, backend: str, profile: str, only: Sequence[str] = (), deadline_seconds: Optional[float] = None
    ) -> Verdicts:
        """The verdicts of the chosen rows, or of all, on a backend."""
        if self._room is None:
            self._room = asyncio.Semaphore(self._jobs)  # Python 3.9 and older bind it to the running loop
        self._count += 1
        out = Path(self._folder.name) / f"{self._count}.jsonl"
        # Some liars answer for whatever memory the caller names: they may write to the windows of their own model.
        command = [self._program, "--backend", backend, "--profile", profile, "--allow-write", "--json", "-j", "1"]
        command += ["--out", str(out)]
        for name in only:
            command += ["--only", name]
        command += ["--deadline", str(deadline_seconds)] if deadline_seconds is not None else []
        async with self._room:
            code, complaint = await _finish(command)
        if code not in (0, 1):
            said = complaint.strip().splitlines() or [f"{self._program} ended with exit code {code}"]
            raise CannotRun(f"the checks could not run on '{backend}': {said[-1]}")
        return _read(out)


async def _finish(command: List[str]) -> Tuple[int, str]:
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise CannotRun(f"'{command[0]}' cannot be started: {reason_of(error)}.") from None
    try:
        _, complaint = await process.communicate()
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
    code = process.returncode
    return COULD_NOT_RUN if code is None else code, complaint.decode("utf-8", "replace")


def _read(path: Path) -> Verdicts:
    """The checks of a result file. Its form is the business of other tests: here only that it is whole."""
    try:
        events = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError):
        events = []
    path.unlink()
    if not events or events[-1].get("event") != "end" or events[-1].get("lines") != len(events) - 1:
        raise CannotRun("mapproof-conform left a result file that is not whole: the selftest cannot judge it.")
    return tuple(
        Verdict(event["row"], f"{event['row']}.{event['check']}", event["verdict"], event["judged"], event["detail"] or "")
        for event in events
        if event["event"] == "check"
    )
