"""What a scene must keep to, so that the emulator and the kernel can make it.

SPDX-License-Identifier: Apache-2.0
"""

import re
from typing import Optional

from mapproof.lab.scene import HUGE_PAGE_MIB, LEAST_MEMORY_MIB, LOCAL_DISTANCE, Scene

MACHINES = ("pc", "q35")
CLOCKS = ("wall", "exact")
LOCKDOWNS = ("", "integrity", "confidentiality")
SLOTS = range(3, 31)
LARGEST_DISTANCE = 254
MOST_NODES = 8
LAST_USER = 65533


def broken_rule(scene: Scene) -> Optional[str]:
    """The first rule that a scene breaks, in words."""
    return _fault_of_nodes(scene) or _fault_of_devices(scene) or _fault_of_machine(scene)


def _fault_of_nodes(scene: Scene) -> Optional[str]:
    if not scene.nodes or scene.nodes[0].processors < 1:
        return "the first node must have a processor"
    if len(scene.nodes) > MOST_NODES:
        return f"it has {len(scene.nodes)} nodes, and the lab has 1 to {MOST_NODES}"
    for number, node in enumerate(scene.nodes):
        if len(node.distances) != len(scene.nodes):
            return f"node {number} names {len(node.distances)} distances, but there are {len(scene.nodes)} nodes"
        for other, distance in enumerate(node.distances):
            if (distance == LOCAL_DISTANCE) != (other == number) or not LOCAL_DISTANCE <= distance <= LARGEST_DISTANCE:
                return (f"the distance from node {number} to {other} must be {LOCAL_DISTANCE} within a node, "
                        f"else 11 to {LARGEST_DISTANCE}")
        if node.memory_mib < LEAST_MEMORY_MIB:
            return f"node {number} has {node.memory_mib} MiB, and needs at least {LEAST_MEMORY_MIB}"
        if node.huge_pages * HUGE_PAGE_MIB > node.memory_mib // 2:
            return f"node {number} reserves {node.huge_pages} huge pages of {HUGE_PAGE_MIB} MiB, more than half of its memory"
    return None


def _fault_of_devices(scene: Scene) -> Optional[str]:
    slots = [device.slot for device in scene.devices]
    if len(set(slots)) != len(slots) or not all(slot in SLOTS for slot in slots):
        return f"each device needs a slot of its own from {SLOTS[0]} to {SLOTS[-1]}"
    for device in scene.devices:
        for word in (device.device, *device.options, *device.options.values()):
            if not re.fullmatch(r"[^\s,]+", word):
                return f"'{word}' of the device in slot {device.slot} is no word of QEMU: it has neither blanks nor commas"
        if "/" in device.driver:
            return f"'{device.driver}' is no driver's name"
    return None


def _fault_of_machine(scene: Scene) -> Optional[str]:
    for what, value, known in (("machine", scene.machine, MACHINES), ("clock", scene.clock, CLOCKS),
                               ("lockdown", scene.lockdown, LOCKDOWNS)):
        if value not in known:
            return f"its {what} is '{value}', and must be one of {', '.join(filter(None, known))}"
    if scene.ddi_bar and not re.fullmatch(r"[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]/[0-5]", scene.ddi_bar):
        return f"its ddi_bar is '{scene.ddi_bar}', and must be DDDD:BB:DD.F/BAR"
    if scene.ddi_drivers and not scene.ddi_bar:
        return "its ddi_drivers need a ddi_bar, whose memory they show"
    if scene.iommu and scene.machine != "q35":
        return "an IOMMU needs the machine 'q35'"
    if scene.exact and scene.processors != 1:
        return "the exact clock needs a single processor"
    if scene.user > LAST_USER:
        return f"its user is {scene.user}, and must be a number from 0 to {LAST_USER}"
    return None
