"""Follows a running guest: passes on what its jobs print, and notices how it ends.

SPDX-License-Identifier: Apache-2.0
"""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import BinaryIO, List

from mapproof.errors import CannotRun
from mapproof.lab.requests import Requests

CONSOLE_LINES = 20
LOOK_EVERY_SECONDS = 0.05


class Stream:
    """Copies a growing file to somebody who reads along."""

    def __init__(self, path: Path, sink: BinaryIO) -> None:
        self._path = path
        self._sink = sink
        self._position = 0

    def pass_on(self) -> None:
        """Copies what is new."""
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            file.seek(self._position)
            shutil.copyfileobj(file, self._sink)
            self._position = file.tell()
        self._sink.flush()


class Watch:
    """The emulator's process and the files that it writes into the run's folder."""

    def __init__(self, folder: Path, process: "subprocess.Popen[bytes]", streams: List[Stream], requests: Requests,
                 deadline_seconds: float) -> None:
        self._folder = folder
        self._process = process
        self._streams = streams
        self._requests = requests
        self._deadline_seconds = deadline_seconds
        self._start = time.monotonic()

    def until_done(self) -> None:
        """Returns when every job has its code; complains if that cannot come any more."""
        ready = False
        ended = False
        while not self._has("done"):
            if self._has("unable"):
                raise CannotRun(f"the scene cannot be had: {(self._folder / 'share' / 'unable').read_text().strip()}.")
            if ended:
                raise self._lost(self._how_it_ended())
            if self._seconds() > self._deadline_seconds:
                raise self._lost(f"the guest did not finish within {self._deadline_seconds:g} s")
            ended = self._has_ended()
            self._pass_on()
            self._requests.attend()
            if not ready and self._has("ready"):
                ready = True
                self._say("ready")
        self._pass_on()
        self._say("done")

    def _has(self, name: str) -> bool:
        return (self._folder / "share" / name).exists()

    def _has_ended(self) -> bool:
        try:
            self._process.wait(LOOK_EVERY_SECONDS)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _pass_on(self) -> None:
        for stream in self._streams:
            stream.pass_on()

    def _seconds(self) -> float:
        return time.monotonic() - self._start

    def _say(self, what: str) -> None:
        print(f"lab: {what} after {self._seconds():.1f} s", file=sys.stderr, flush=True)

    def _how_it_ended(self) -> str:
        if self._process.returncode != 0:
            said = self._lines("emulator") or ["it gave no reason"]
            return f"the emulator failed ({said[-1]})"
        panics = [line for line in self._lines("console") if "Kernel panic" in line]
        if panics:
            return "the guest's kernel gave up (" + re.sub(r"^\[[^]]*\] *", "", panics[0]) + ")"
        return "the guest ended before its command did" if self._has("ready") else "the guest ended before it was ready"

    def _lines(self, name: str) -> List[str]:
        file = self._folder / name
        return file.read_text(errors="replace").splitlines() if file.exists() else []

    def _lost(self, what: str) -> CannotRun:
        for line in self._lines("console")[-CONSOLE_LINES:]:
            print(f"lab console: {line}", file=sys.stderr)
        return CannotRun(f"{what}: its result is lost.")
