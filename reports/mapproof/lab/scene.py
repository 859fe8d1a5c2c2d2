"""Scenes: what the guest's machine looks like. They are data; a new one needs no code.

SPDX-License-Identifier: Apache-2.0
"""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from mapproof.errors import CannotRun
from mapproof.lab.folder import lab_folder

DEFAULT = "three-nodes"

LOCAL_DISTANCE = 10
MOST_PROCESSORS = 2


@dataclass(frozen=True)
class Node:
    """A NUMA node; its distance to every node, itself too, in the order of the nodes."""

    memory_mib: int
    processors: int
    distances: Tuple[int, ...]


@dataclass(frozen=True)
class Device:
    """A PCI device of QEMU. With memory_mib it is a window onto a file of the host."""

    slot: int
    device: str
    memory_mib: int = 0
    options: Dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where the guest finds it."""
        return f"0000:00:{self.slot:02x}.0"


@dataclass(frozen=True)
class Scene:
    """A whole machine."""

    name: str
    about: str
    nodes: Tuple[Node, ...]
    devices: Tuple[Device, ...]
    modules: Tuple[str, ...] = ()
    kernel_arguments: Tuple[str, ...] = ()

    @property
    def memory_mib(self) -> int:
        """The memory of all nodes."""
        return sum(node.memory_mib for node in self.nodes)

    def with_nodes(self, count: int) -> "Scene":
        """The same memory over so many equal nodes; the further apart two numbers, the longer the distance."""
        if not 1 <= count <= 8:
            raise CannotRun(f"--nodes {count}: the lab has 1 to 8 nodes.")
        nodes = tuple(
            Node(self.memory_mib // count, 1 if number < MOST_PROCESSORS else 0,
                 tuple(LOCAL_DISTANCE * (1 + abs(number - other)) for other in range(count)))
            for number in range(count))
        return dataclasses.replace(self, name=f"{count}-nodes", nodes=nodes)

    def with_memory(self, memory_mib: int) -> "Scene":
        """The same nodes with other memory, shared out equally."""
        each = memory_mib // len(self.nodes)
        if each < 256:
            raise CannotRun(f"--memory {memory_mib}: each of the {len(self.nodes)} nodes needs at least 256 MiB.")
        return dataclasses.replace(self, nodes=tuple(dataclasses.replace(node, memory_mib=each) for node in self.nodes))

    def with_one_processor(self) -> "Scene":
        """The same memory with a single processor, on the first node."""
        return dataclasses.replace(
            self, nodes=tuple(dataclasses.replace(node, processors=int(number == 0)) for number, node in enumerate(self.nodes)))


def all_scenes() -> List[Scene]:
    """Every scene that comes with the lab."""
    return [load(path.stem) for path in sorted(_folder().glob("*.json"))]


def load(name: str) -> Scene:
    """A scene by its name, or by the path of a scene file."""
    path = Path(name) if "/" in name else _folder() / f"{name}.json"
    try:
        text = path.read_text()
    except OSError:
        known = ", ".join(sorted(each.stem for each in _folder().glob("*.json")))
        raise CannotRun(f"there is no scene '{name}': use one of {known}, or the path of a scene file.") from None
    try:
        return _checked(_scene(path.stem, json.loads(text)))
    except KeyError as error:
        raise CannotRun(f"'{path}' is no scene: {error} is missing.") from None
    except (ValueError, TypeError) as error:
        raise CannotRun(f"'{path}' is no scene: {error}.") from None


def _folder() -> Path:
    return lab_folder() / "scenes"


def _scene(name: str, data: Any) -> Scene:
    unknown = set(data) - {"about", "nodes", "devices", "modules", "kernel_arguments"}
    if unknown:
        raise ValueError(f"it says '{sorted(unknown)[0]}', which means nothing")
    return Scene(
        name=name, about=data["about"],
        nodes=tuple(Node(node["memory_mib"], node["processors"], tuple(node["distances"])) for node in data["nodes"]),
        devices=tuple(Device(**device) for device in data["devices"]),
        modules=tuple(data.get("modules", ())), kernel_arguments=tuple(data.get("kernel_arguments", ())))


def _checked(scene: Scene) -> Scene:
    fault = _fault(scene)
    if fault:
        raise ValueError(fault)
    return scene


def _fault(scene: Scene) -> Optional[str]:
    if not scene.nodes or scene.nodes[0].processors < 1:
        return "the first node must have a processor"
    for number, node in enumerate(scene.nodes):
        if len(node.distances) != len(scene.nodes):
            return f"node {number} names {len(node.distances)} distances, but there are {len(scene.nodes)} nodes"
        for other, distance in enumerate(node.distances):
            if (distance == LOCAL_DISTANCE) != (other == number) or not LOCAL_DISTANCE <= distance <= 254:
                return f"the distance from node {number} to {other} must be {LOCAL_DISTANCE} within a node, else 11 to 254"
    slots = [device.slot for device in scene.devices]
    if len(set(slots)) != len(slots) or not all(3 <= slot <= 30 for slot in slots):
        return "each device needs a slot of its own from 3 to 30"
    return None
