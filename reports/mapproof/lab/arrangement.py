"""What the guest's init must do before the jobs, so that the machine is what its scene says: calls of its functions.

SPDX-License-Identifier: Apache-2.0
"""

import shlex
from typing import Iterator

from mapproof.lab.scene import Scene


def arrangement(scene: Scene) -> bytes:
    """A part of a shell script; the words are the scene's, quoted."""
    return "".join(" ".join(map(shlex.quote, call)) + "\n" for call in _calls(scene)).encode()


def user_list(scene: Scene) -> bytes:
    """The guest's /etc/passwd: root, and who runs the jobs."""
    ids = {"root": 0, "user": scene.user} if scene.user else {"root": 0}
    return "".join(f"{name}:x:{number}:{number}::/tmp:/bin/sh\n" for name, number in ids.items()).encode()


def _calls(scene: Scene) -> Iterator["tuple[str, ...]"]:
    for number, node in enumerate(scene.nodes):
        if node.huge_pages:
            yield "reserve_huge_pages", str(number), str(node.huge_pages)
    for device in scene.devices:
        if device.driver:
            yield "give_to_driver", device.address, device.driver
    if scene.ddi_bar:
        yield "host_drivers", scene.ddi_bar
    if scene.lockdown:
        # The last step: what came before it needs what is then forbidden.
        yield "lock_down", scene.lockdown
    if scene.user:
        yield ("run_as_user",)
