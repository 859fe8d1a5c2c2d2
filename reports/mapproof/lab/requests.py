"""What a job asks of this side while it runs: a file in requests/ of the share, answered by its namesake in answers/.

SPDX-License-Identifier: Apache-2.0
"""

import re
from pathlib import Path
from typing import Callable, Dict, List

from mapproof.lab.monitor import Monitor, Refused
from mapproof.lab.scene import Scene

# A file under this name is still being written.
PARTIAL = ".partial"


class Requests:
    """Answers through the emulator's monitor. The first line of an answer is "done", or "refused: " and a reason."""

    def __init__(self, share: Path, scene: Scene, monitor: Monitor) -> None:
        self._asked = share / "requests"
        self._answered = share / "answers"
        self._scene = scene
        self._monitor = monitor
        self._known: Dict[str, Callable[[List[str]], List[str]]] = {"memory": self._memory, "unplug": self._unplug}
        for folder in (self._asked, self._answered):
            folder.mkdir(parents=True)
            # The job may be a user of the guest who is nobody here.
            folder.chmod(0o777)

    def attend(self) -> None:
        """Answers what was asked since the last time."""
        for request in sorted(self._asked.iterdir()):
            if request.suffix == PARTIAL:
                continue
            words = request.read_text(errors="replace").split()
            request.unlink()
            partial = self._answered / (request.name + PARTIAL)
            partial.write_text("\n".join(self._answer(words)) + "\n")
            partial.rename(self._answered / request.name)

    def _answer(self, words: List[str]) -> List[str]:
        action = self._known.get(words[0]) if words else None
        if action is None:
            return [f"refused: ask for one of {', '.join(sorted(self._known))}"]
        try:
            return ["done", *action(words[1:])]
        except Refused as error:
            return [f"refused: {error}"]

    def _memory(self, words: List[str]) -> List[str]:
        """Eight bytes of the guest's physical memory at each address."""
        if not words or not all(re.fullmatch("0x[0-9a-f]{1,16}", word) for word in words):
            raise Refused("name addresses, as 0x1f000")
        return [f"{word:#018x}" for word in self._monitor.words_at([int(word, 16) for word in words])]

    def _unplug(self, words: List[str]) -> List[str]:
        """Takes a device out of the running machine; done when the guest has let it go."""
        names = {device.address: device.name for device in self._scene.devices}
        if len(words) != 1 or words[0] not in names:
            raise Refused(f"name one of the scene's devices: {', '.join(sorted(names))}")
        self._monitor.command("device_del", id=names[words[0]])
        if not self._monitor.wait_for("DEVICE_DELETED", device=names[words[0]]):
            raise Refused("the guest does not let it go")
        return []
