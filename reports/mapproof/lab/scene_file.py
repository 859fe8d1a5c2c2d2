"""Reads scene files: those that come with the lab, by name, and a user's own, by path.

SPDX-License-Identifier: Apache-2.0
"""

import json
from pathlib import Path
from typing import Any, List

from mapproof.errors import CannotRun
from mapproof.lab.fields import Fields
from mapproof.lab.folder import lab_folder
from mapproof.lab.scene import Device, Node, Scene
from mapproof.lab.scene_rules import broken_rule

DEFAULT = "three-nodes"


def all_scenes() -> List[Scene]:
    """Every scene that comes with the lab."""
    return [load(path.stem) for path in sorted(_folder().glob("*.json"))]


def load(name: str) -> Scene:
    """A scene by its name, or by the path of a scene file."""
    path = Path(name) if "/" in name else _folder() / f"{name}.json"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        known = ", ".join(sorted(each.stem for each in _folder().glob("*.json")))
        raise CannotRun(f"there is no scene '{name}': use one of {known}, or the path of a scene file.") from None
    try:
        scene = _scene(path.stem, json.loads(text))
        fault = broken_rule(scene)
    except (ValueError, RecursionError) as error:
        fault = str(error)
    if fault:
        raise CannotRun(f"'{path}' is no scene: {fault}.")
    return scene


def _folder() -> Path:
    return lab_folder() / "scenes"


def _scene(name: str, data: Any) -> Scene:
    fields = Fields(data, "the scene")
    scene = Scene(
        name=name, about=fields.text("about"),
        nodes=tuple(_node(number, each) for number, each in enumerate(fields.list("nodes"))),
        devices=tuple(_device(number, each) for number, each in enumerate(fields.list("devices"))),
        machine=fields.text("machine", "pc"), iommu=fields.truth("iommu"),
        modules=fields.texts("modules"), kernel_arguments=fields.texts("kernel_arguments"),
        ddi_bar=fields.text("ddi_bar", ""), ddi_drivers=fields.texts("ddi_drivers"),
        lockdown=fields.text("lockdown", ""), user=fields.number("user", 0), clock=fields.text("clock", "wall"))
    fields.expect_no_more()
    return scene


def _node(number: int, data: Any) -> Node:
    fields = Fields(data, f"node {number}")
    node = Node(fields.number("memory_mib"), fields.number("processors"), fields.numbers("distances"),
                fields.number("huge_pages", 0))
    fields.expect_no_more()
    return node


def _device(number: int, data: Any) -> Device:
    fields = Fields(data, f"device {number}")
    device = Device(fields.number("slot"), fields.text("device"), fields.number("memory_mib", 0), fields.options("options"),
                    fields.text("driver", ""))
    fields.expect_no_more()
    return device
