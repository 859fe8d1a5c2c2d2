"""The lab's side of the emulator's monitor, and what jobs may ask for, against a monitor that this test plays.

SPDX-License-Identifier: Apache-2.0
"""

import contextlib
import json
import socket
import threading
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

import pytest

from mapproof.errors import CannotRun
from mapproof.lab import monitor as monitor_module
from mapproof.lab.monitor import Monitor, Refused
from mapproof.lab.requests import Requests
from mapproof.lab.scene_file import load

Message = Dict[str, Any]
EVENT = {"event": "DEVICE_DELETED", "data": {"device": "slot3"}}


class Emulator:
    """Greets, and answers every command with the messages that a function gives."""

    def __init__(self, answers: Callable[[Message], List[Message]]) -> None:
        self.ours, its = socket.socketpair()
        self.asked: List[Message] = []
        self._thread = threading.Thread(target=self._serve, args=(its, answers))
        self._thread.start()

    def _serve(self, its: socket.socket, answers: Callable[[Message], List[Message]]) -> None:
        # The other side may leave at any time, also without a word.
        with contextlib.suppress(BrokenPipeError), its, its.makefile("rwb") as lines:
            lines.write(b'{"QMP": {}}\n')
            lines.flush()
            for line in lines:
                self.asked.append(json.loads(line))
                for message in [{"return": {}}] if len(self.asked) == 1 else answers(self.asked[-1]):
                    lines.write(json.dumps(message).encode() + b"\n")
                lines.flush()

    def stop(self) -> None:
        self.ours.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self.ours.close()


@pytest.fixture(name="emulator")
def _emulator() -> Iterator[Callable[..., Emulator]]:
    made: List[Emulator] = []

    def make(answers: Callable[[Message], List[Message]]) -> Emulator:
        made.append(Emulator(answers))
        return made[-1]

    yield make
    for each in made:
        each.stop()


def memory(question: Message) -> List[Message]:
    """A physical memory in which every word holds its own address, with an event that nobody waits for in between."""
    address = int(question["arguments"]["command-line"].split()[2], 16)
    return [{"event": "RESUME"}, {"return": f"{address:016x}: {address:#018x}\r\n"}]


def test_words_come_in_the_order_of_the_addresses(emulator: Callable[..., Emulator]) -> None:
    addresses = [(number * 7919) % 5003 * 8 for number in range(1000)]

    assert Monitor(emulator(memory).ours).words_at(addresses) == addresses


def test_what_cannot_be_read_is_refused(emulator: Callable[..., Emulator]) -> None:
    playing = emulator(lambda question: [{"return": "Cannot access memory\r\n"}])

    with pytest.raises(Refused, match="cannot read at 0x10"):
        Monitor(playing.ours).words_at([16])


def test_refusal_carries_the_emulators_words(emulator: Callable[..., Emulator]) -> None:
    playing = emulator(lambda question: [{"error": {"class": "GenericError", "desc": "no such device"}}])

    with pytest.raises(Refused, match="no such device"):
        Monitor(playing.ours).command("device_del", id="x")


def test_monitor_that_closes_ends_the_run() -> None:
    ours, its = socket.socketpair()
    its.close()

    with ours, pytest.raises(CannotRun, match="the emulator"):
        Monitor(ours).command("query-status")


def asked(tmp_path: Path, text: str, playing: Emulator) -> List[str]:
    requests = Requests(tmp_path / "share", load("two-nodes"), Monitor(playing.ours))
    (tmp_path / "share" / "requests" / "1").write_text(text)
    (tmp_path / "share" / "requests" / "2.partial").write_text("half")

    requests.attend()

    assert [path.name for path in (tmp_path / "share" / "requests").iterdir()] == ["2.partial"]
    return (tmp_path / "share" / "answers" / "1").read_text().splitlines()


def test_job_learns_what_is_in_physical_memory(tmp_path: Path, emulator: Callable[..., Emulator]) -> None:
    assert asked(tmp_path, "memory 0x1000\n0x2008\n", emulator(memory)) == ["done", "0x0000000000001000", "0x0000000000002008"]


@pytest.mark.parametrize("event_first", [True, False])
def test_device_is_unplugged_when_the_guest_has_let_it_go(tmp_path: Path, emulator: Callable[..., Emulator],
                                                          event_first: bool) -> None:
    other = {"event": "DEVICE_DELETED", "data": {"path": "/x"}}
    messages = [other, EVENT, {"return": {}}] if event_first else [{"return": {}}, other, EVENT]
    playing = emulator(lambda question: messages)

    assert asked(tmp_path, "unplug 0000:00:03.0\n", playing) == ["done"]
    assert playing.asked[1] == {"execute": "device_del", "arguments": {"id": "slot3"}}


def test_device_that_stays_is_no_success(tmp_path: Path, emulator: Callable[..., Emulator],
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monitor_module, "PATIENCE_SECONDS", 0.1)
    playing = emulator(lambda question: [{"return": {}}] if question["execute"] == "device_del" else memory(question))
    asking = Monitor(playing.ours)

    asking.command("device_del", id="slot3")
    came = asking.wait_for("DEVICE_DELETED", device="slot3")

    assert not came
    assert asking.words_at([64]) == [64]


def test_job_is_told_that_the_device_stays(tmp_path: Path, emulator: Callable[..., Emulator],
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monitor_module, "PATIENCE_SECONDS", 0.1)

    assert asked(tmp_path, "unplug 0000:00:03.0", emulator(lambda question: [{"return": {}}])) == [
        "refused: the guest does not let it go"]


@pytest.mark.parametrize(("text", "words"), [
    ("", "ask for one of memory, unplug"), ("fly", "ask for one of memory, unplug"), ("memory", "name addresses, as 0x1f000"),
    ("memory 5", "name addresses, as 0x1f000"), ("memory 0x10000000000000000", "name addresses, as 0x1f000"),
    ("unplug", "name one of the scene's devices"), ("unplug 0000:00:09.0", "0000:00:03.0, 0000:00:04.0"),
    ("memory 0x1; quit", "name addresses, as 0x1f000")])
def test_what_cannot_be_done_is_refused_with_a_reason(tmp_path: Path, emulator: Callable[..., Emulator], text: str,
                                                      words: str) -> None:
    playing = emulator(memory)

    (answer,) = asked(tmp_path, text, playing)

    assert answer.startswith("refused: ") and words in answer
    assert playing.asked == []
