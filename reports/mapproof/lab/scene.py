"""Scenes: what the guest's machine looks like. They are data; a new one needs no code.

SPDX-License-Identifier: Apache-2.0
"""

import dataclasses
from dataclasses import dataclass
from typing import Dict, Tuple

from mapproof.errors import CannotRun

LOCAL_DISTANCE = 10
HUGE_PAGE_MIB = 2
LEAST_MEMORY_MIB = 256
MOST_PROCESSORS = 2


@dataclass(frozen=True)
class Node:
    """A NUMA node; its distance to every node, itself too, in the order of the nodes; and reserved pages of 2 MiB."""

    memory_mib: int
    processors: int
    distances: Tuple[int, ...]
    huge_pages: int = 0


@dataclass(frozen=True)
class Device:
    """A PCI device of QEMU. With memory_mib it is a window onto a file of the host; with a driver that one holds it."""

    slot: int
    device: str
    memory_mib: int = 0
    options: Dict[str, str] = dataclasses.field(default_factory=dict)
    driver: str = ""

    @property
    def address(self) -> str:
        """Where the guest finds it."""
        return f"0000:00:{self.slot:02x}.0"

    @property
    def name(self) -> str:
        """How the emulator's monitor calls it."""
        return f"slot{self.slot}"


@dataclass(frozen=True)
class Scene:
    """A whole machine, and who runs the command on it."""

    name: str
    about: str
    nodes: Tuple[Node, ...]
    devices: Tuple[Device, ...]
    machine: str = "pc"
    iommu: bool = False
    modules: Tuple[str, ...] = ()
    ddi_bar: str = ""
    ddi_drivers: Tuple[str, ...] = ()
    kernel_arguments: Tuple[str, ...] = ()
    lockdown: str = ""
    user: int = 0
    clock: str = "wall"

    @property
    def memory_mib(self) -> int:
        """The memory of all nodes."""
        return sum(node.memory_mib for node in self.nodes)

    @property
    def processors(self) -> int:
        """The processors of all nodes."""
        return sum(node.processors for node in self.nodes)

    @property
    def exact(self) -> bool:
        """Whether guest time counts instructions."""
        return self.clock == "exact"

    def with_nodes(self, count: int) -> "Scene":
        """The same memory over so many equal nodes; the further apart two numbers, the longer the distance."""
        if not 1 <= count <= 8:
            raise CannotRun(f"--nodes {count}: the lab has 1 to 8 nodes.")
        if self.memory_mib // count < LEAST_MEMORY_MIB:
            raise CannotRun(f"--nodes {count}: the {self.memory_mib} MiB of this scene are too little, each node needs at "
                            f"least {LEAST_MEMORY_MIB} MiB; give more with --memory.")
        huge_pages = sum(node.huge_pages for node in self.nodes)
        nodes = tuple(
            Node(self.memory_mib // count, 1 if number < MOST_PROCESSORS else 0,
                 tuple(LOCAL_DISTANCE * (1 + abs(number - other)) for other in range(count)), huge_pages // count)
            for number in range(count))
        changed = dataclasses.replace(self, name=f"{self.name} with {count} nodes", nodes=nodes)
        return changed.with_one_processor() if self.exact else changed

    def with_memory(self, memory_mib: int) -> "Scene":
        """The same nodes with other memory, shared out equally."""
        each = memory_mib // len(self.nodes)
        if each < LEAST_MEMORY_MIB:
            raise CannotRun(f"--memory {memory_mib}: each of the {len(self.nodes)} nodes needs at least {LEAST_MEMORY_MIB} MiB.")
        for number, node in enumerate(self.nodes):
            if node.huge_pages * HUGE_PAGE_MIB > each // 2:
                raise CannotRun(f"--memory {memory_mib}: node {number} reserves {node.huge_pages} huge pages, more than half of it.")
        return dataclasses.replace(self, nodes=tuple(dataclasses.replace(node, memory_mib=each) for node in self.nodes))

    def with_clock(self, clock: str) -> "Scene":
        """The same with another clock: two virtual processors hang at boot when time counts instructions."""
        changed = dataclasses.replace(self, clock=clock)
        return changed.with_one_processor() if changed.exact else changed

    def with_one_processor(self) -> "Scene":
        """The same memory with a single processor, on the first node."""
        return dataclasses.replace(
            self, nodes=tuple(dataclasses.replace(node, processors=int(number == 0)) for number, node in enumerate(self.nodes)))
