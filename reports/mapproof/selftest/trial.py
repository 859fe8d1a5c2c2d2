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
import uuid
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Awaitable, Dict, List, Optional, Sequence, Tuple, Type, TypeVar

from mapproof.errors import COULD_NOT_RUN, CannotRun, reason_of
from mapproof.interruption import STOP_SIGNALS


Answer = TypeVar("Answer")

# So many runs that sleep fit where one that computes does.
SLEEPERS = 4


def run_to_end(work: Awaitable[Answer]) -> Answer:
    """asyncio.run(), in which a stop signal cancels the work where it waits. A handler that raises would be at the mercy of
    whatever part of the event loop it meets."""

    async def _cancelled_by_signals() -> Answer:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()
        for number in STOP_SIGNALS:
            loop.add_signal_handler(number, task.cancel)
        return await task

    former = {number: signal.getsignal(number) for number in STOP_SIGNALS}
    try:
        return asyncio.run(_cancelled_by_signals())
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


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
        self._room: Dict[bool, asyncio.Semaphore] = {}
        self._count = 0
        self._start = time.monotonic()
        self._folder = tempfile.TemporaryDirectory(prefix="mapproof-selftest-")
        # Every process of every run inherits it, and keeps it wherever it goes.
        self._mark = f"MAPPROOF_SELFTEST={uuid.uuid4()}"

    def __enter__(self) -> "Trials":
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self._folder.cleanup()

    def seconds(self) -> float:
        """Since this object exists."""
        return time.monotonic() - self._start

    def processes_left(self) -> int:
        """How many processes of the runs are still there, where the system has Linux's /proc."""
        mark = self._mark.encode()
        found = 0
        for environment in Path("/proc").glob("[0-9]*/environ"):
            with contextlib.suppress(OSError):
                found += mark in environment.read_bytes()
        return found

    async def run(
        self,
        backend: str,
        profile: str,
        only: Sequence[str] = (),
        target: str = "",
        deadline_seconds: Optional[float] = None,
        sleeps: bool = False,
    ) -> Verdicts:
        """The verdicts of the chosen rows, or of all, on a backend. A run that mostly sleeps leaves its room to others."""
        if not self._room:  # Python 3.9 and older bind them to the running loop
            self._room = {False: asyncio.Semaphore(self._jobs), True: asyncio.Semaphore(SLEEPERS * self._jobs)}
        self._count += 1
        out = Path(self._folder.name) / f"{self._count}.jsonl"
        # Some liars answer for whatever memory the caller names: they may write to the windows of their own model.
        command = [self._program, "--backend", backend, "--profile", profile, "--allow-write", "--json", "-j", "1"]
        command += ["--out", str(out)]
        for name in only:
            command += ["--only", name]
        command += ["--target", target] if target else []
        command += ["--deadline", str(deadline_seconds)] if deadline_seconds is not None else []
        async with self._room[sleeps]:
            code, complaint = await _finish(command, self._mark)
        if code not in (0, 1):
            said = complaint.strip().splitlines() or [f"{self._program} ended with exit code {code}"]
            raise CannotRun(f"the checks could not run on '{backend}': {said[-1]}")
        return _read(out)


async def _finish(command: List[str], mark: str) -> Tuple[int, str]:
    name, value = mark.split("=")
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
            env={**os.environ, name: value},
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
        events = [json.loads(line) for line in path.read_bytes().splitlines()]
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
