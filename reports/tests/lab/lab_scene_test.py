"""Scene files: what they may say, what the emulator and the guest get of it, and a sentence for every fault.

SPDX-License-Identifier: Apache-2.0
"""

import json
from pathlib import Path
from typing import Any, Dict, List

import pytest

from mapproof.errors import CannotRun
from mapproof.lab import qemu
from mapproof.lab.arrangement import arrangement, user_list
from mapproof.lab.kernel import Kernel
from mapproof.lab.scene import Scene
from mapproof.lab.scene_file import all_scenes, load

NODE = {"memory_mib": 2048, "processors": 1, "distances": [10]}


def written(tmp_path: Path, **change: Any) -> Scene:
    data = {"about": "a", "nodes": [NODE], "devices": [{"slot": 3, "device": "edu"}], **change}
    path = tmp_path / "s.json"
    path.write_text(json.dumps(data))
    return load(str(path))


def command(scene: Scene, tmp_path: Path) -> List[str]:
    return qemu.command_line(scene, Kernel("6", tmp_path / "k", tmp_path), tmp_path, monitor=7)


@pytest.mark.parametrize("each", all_scenes(), ids=lambda each: each.name)
def test_every_scene_has_the_devices_at_the_documented_addresses(each: Scene) -> None:
    addresses = {device.device: device.address for device in reversed(each.devices)}

    assert {addresses.pop(some, "0000:00:06.0") for some in ("i6300esb", "lsi53c895a")} == {"0000:00:06.0"}
    assert addresses == {"edu": "0000:00:03.0", "ivshmem-plain": "0000:00:04.0", "pci-testdev": "0000:00:05.0"}
    assert each.memory_mib >= 4096


def test_emulator_gets_what_the_scene_says(tmp_path: Path) -> None:
    words = command(load("four-nodes"), tmp_path)

    assert "dist,src=3,dst=0,val=30" in words and "dist,src=0,dst=3,val=25" in words
    assert "node,nodeid=1,memdev=memory1,cpus=1-1" in words and "node,nodeid=3,memdev=memory3" in words
    assert "edu,addr=3,id=slot3" in words and "socket,id=monitor,fd=7" in words
    assert "-icount" not in words and not any("net" in word or "iommu" in word for word in words)


def test_machine_iommu_clock_and_kernel_arguments_reach_the_emulator(tmp_path: Path) -> None:
    words = command(written(tmp_path, machine="q35", iommu=True, clock="exact", kernel_arguments=["iomem=relaxed"]), tmp_path)

    assert words[words.index("-machine") + 1] == "q35"
    assert words.index("intel-iommu") < words.index("edu,addr=3,id=slot3")
    assert "-icount" in words
    assert {"norandmaps", "nokaslr", "intel_iommu=on"} <= set(words[-1].split()) and words[-1].endswith(" iomem=relaxed")


def test_guest_is_told_what_it_must_arrange(tmp_path: Path) -> None:
    scene = written(tmp_path, nodes=[{**NODE, "huge_pages": 5}], lockdown="integrity", user=1000,
                    devices=[{"slot": 3, "device": "edu", "driver": "vfio-pci"}, {"slot": 4, "device": "x", "driver": "a b"}])

    assert arrangement(scene).decode().splitlines() == [
        "reserve_huge_pages 0 5", "give_to_driver 0000:00:03.0 vfio-pci", "give_to_driver 0000:00:04.0 'a b'",
        "lock_down integrity", "run_as_user"]
    assert user_list(scene) == b"root:x:0:0::/tmp:/bin/sh\nuser:x:1000:1000::/tmp:/bin/sh\n"


def test_plain_scene_needs_no_arrangement() -> None:
    assert arrangement(load("two-nodes")) == b"" and b"user" not in user_list(load("two-nodes"))


def test_scene_can_be_changed() -> None:
    changed = load("one-node").with_nodes(3).with_memory(3072).with_clock("exact")

    assert [node.memory_mib for node in changed.nodes] == [1024, 1024, 1024]
    assert [node.distances for node in changed.nodes] == [(10, 20, 30), (20, 10, 20), (30, 20, 10)]
    assert [node.processors for node in changed.nodes] == [1, 0, 0]
    assert changed.exact and not changed.with_clock("wall").exact


def test_huge_pages_are_shared_out_with_the_memory() -> None:
    assert [node.huge_pages for node in load("huge-pages").with_nodes(4).nodes] == [10, 10, 10, 10]


def test_huge_pages_that_find_no_room_are_refused(tmp_path: Path) -> None:
    scene = written(tmp_path, nodes=[{**NODE, "huge_pages": 70}])

    with pytest.raises(CannotRun, match="--memory 256: node 0 reserves 70 huge pages"):
        scene.with_memory(256)


@pytest.mark.parametrize(("nodes", "words"), [(0, "1 to 8 nodes"), (9, "1 to 8 nodes")])
def test_number_of_nodes_that_the_lab_lacks_is_refused(nodes: int, words: str) -> None:
    with pytest.raises(CannotRun, match=words):
        load("one-node").with_nodes(nodes)


def test_nodes_that_get_too_little_memory_are_refused() -> None:
    with pytest.raises(CannotRun, match="each node needs at least 256 MiB"):
        load("one-node").with_memory(1024).with_nodes(8)


FAULTS: "Dict[str, Dict[str, Any]]" = {
    "the first node must have a processor": {"nodes": []},
    "it has 9 nodes": {"nodes": [NODE] * 9},
    "node 0 names 2 distances": {"nodes": [{**NODE, "distances": [10, 20]}]},
    "the distance from node 0 to 0": {"nodes": [{**NODE, "distances": [9]}]},
    "'processors' is missing in node 0": {"nodes": [{"memory_mib": 1}]},
    "node 0 must be an object, and is 5": {"nodes": [5]},
    "node 0 has 255 MiB, and needs at least 256": {"nodes": [{**NODE, "memory_mib": 255}]},
    "'memory_mib' of node 0 must be a whole number from 0, and is '1G'": {"nodes": [{**NODE, "memory_mib": "1G"}]},
    "'huge_pages' of node 0 must be a whole number from 0, and is True": {"nodes": [{**NODE, "huge_pages": True}]},
    "node 0 reserves 513 huge pages of 2 MiB, more than half": {"nodes": [{**NODE, "huge_pages": 513}]},
    "'nodes' of the scene must be a list": {"nodes": {}},
    "each device needs a slot of its own from 3 to 30": {"devices": [{"slot": 2, "device": "edu"}]},
    "device 0 says 'colour', which means nothing": {"devices": [{"slot": 3, "device": "edu", "colour": 1}]},
    "'edu,x=1' of the device in slot 3 is no word of QEMU": {"devices": [{"slot": 3, "device": "edu,x=1"}]},
    "'a b' of the device in slot 3 is no word": {"devices": [{"slot": 3, "device": "edu", "options": {"x": "a b"}}]},
    "'options' of device 0 must be an object whose values": {"devices": [{"slot": 3, "device": "edu", "options": {"x": 1}}]},
    "'../x' is no driver's name": {"devices": [{"slot": 3, "device": "edu", "driver": "../x"}]},
    "'modules' of the scene must be a list of texts": {"modules": "uio"},
    "its machine is 'arm', and must be one of pc, q35": {"machine": "arm"},
    "an IOMMU needs the machine 'q35'": {"iommu": True},
    "'iommu' of the scene must be true or false, and is 1": {"iommu": 1},
    "its clock is 'sun', and must be one of wall, exact": {"clock": "sun"},
    "the exact clock needs a single processor": {"clock": "exact", "nodes": [{**NODE, "processors": 2}]},
    "its lockdown is 'some', and must be one of integrity, confidentiality": {"lockdown": "some"},
    "its user is 65534, and must be a number from 0 to 65533": {"user": 65534},
    "'user' of the scene must be a whole number from 0, and is -1": {"user": -1},
    "the scene says 'colour', which means nothing": {"colour": "blue"},
}


@pytest.mark.parametrize("words", FAULTS)
def test_faulty_scene_is_one_sentence(tmp_path: Path, words: str) -> None:
    with pytest.raises(CannotRun) as refusal:
        written(tmp_path, **FAULTS[words])

    assert f"'{tmp_path}/s.json' is no scene: {words}" in str(refusal.value)
    assert "\n" not in str(refusal.value) and str(refusal.value).endswith(".")


@pytest.mark.parametrize("text", ["{", "", "[" * 100000, "[]", "null", '"x"'])
def test_text_that_is_no_scene_is_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "s.json").write_text(text)

    with pytest.raises(CannotRun, match="is no scene: "):
        load(str(tmp_path / "s.json"))


@pytest.mark.parametrize("name", ["nosuch", "./nosuch.json", "/dev"])
def test_scene_that_cannot_be_read_is_one_sentence(name: str) -> None:
    with pytest.raises(CannotRun, match=f"there is no scene '{name}': use one of .*two-nodes"):
        load(name)
