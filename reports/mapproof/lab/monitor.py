"""Talks to the emulator's monitor in QMP: one JSON object a line, a request and its answer, events in between.

SPDX-License-Identifier: Apache-2.0
"""

import json
import socket
import time
from typing import Any, Dict, Iterator, List, Sequence

from mapproof.errors import CannotRun

PATIENCE_SECONDS = 30.0

# So many requests are under way at once: their text and that of their answers fit into the socket's buffers.
BATCH = 256


class Refused(Exception):
    """What the emulator answered instead of doing it."""


class Monitor:
    """One connection, used by one thread. The emulator answers in the order in which it was asked."""

    def __init__(self, connection: socket.socket) -> None:
        connection.settimeout(PATIENCE_SECONDS)
        self._connection = connection
        self._received = b""
        self._events: List[Dict[str, Any]] = []
        self._greeted = False

    def command(self, name: str, **arguments: Any) -> Any:
        """Asks for one thing."""
        return next(self._answers([{"execute": name, "arguments": arguments}]))

    def words_at(self, addresses: Sequence[int]) -> List[int]:
        """The guest's physical memory as the emulator sees it: eight bytes at each address, little endian."""
        questions = [{"execute": "human-monitor-command", "arguments": {"command-line": f"xp /1xg {address:#x}"}}
                     for address in addresses]
        # "0000000012345678: 0x00000000c0ffee11"
        return [_word(address, answer) for address, answer in zip(addresses, self._answers(questions))]

    def wait_for(self, event: str, **data: Any) -> bool:
        """Whether this event has come, or comes within the time that is given to it."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            for number, seen in enumerate(self._events):
                if seen["event"] == event and all(seen["data"].get(key) == value for key, value in data.items()):
                    del self._events[number]
                    return True
            try:
                self._events.append(self._read("event"))
            except socket.timeout:
                return False
        return False

    def _answers(self, questions: List[Dict[str, Any]]) -> Iterator[Any]:
        if not self._greeted:
            self._greeted = True
            self._read("QMP")
            self.command("qmp_capabilities")
        for start in range(0, len(questions), BATCH):
            batch = questions[start : start + BATCH]
            try:
                self._connection.sendall(b"".join(json.dumps(question).encode() + b"\n" for question in batch))
                answers = [self._read("return", "error") for _ in batch]
            except OSError:
                raise CannotRun("the emulator's monitor does not answer.") from None
            for answer in answers:
                if "error" in answer:
                    raise Refused(answer["error"]["desc"])
                yield answer["return"]

    def _read(self, *wanted: str) -> Dict[str, Any]:
        while True:
            message: Dict[str, Any] = json.loads(self._line())
            if any(key in message for key in wanted):
                return message
            if "event" in message:
                self._events.append(message)

    def _line(self) -> bytes:
        # A file object over the socket could not be read any more after its first timeout.
        while b"\n" not in self._received:
            more = self._connection.recv(1 << 16)
            if not more:
                raise CannotRun("the emulator has closed its monitor.")
            self._received += more
        line, _, self._received = self._received.partition(b"\n")
        return line


def _word(address: int, answer: str) -> int:
    try:
        return int(answer.split(":")[1], 16)
    except (IndexError, ValueError):
        raise Refused(f"the emulator cannot read at {address:#x} ({answer.strip()})") from None
