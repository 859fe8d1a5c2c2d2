"""Every scene of the lab: the guest is what its file says, all rows that Linux can be asked pass in it, and witnesses agree.

SPDX-License-Identifier: Apache-2.0
"""

import io
import os
from collections import Counter
from pathlib import Path
from typing import Any, Dict, List

import pytest

from lab_rows import checks_of, expected_in, unexplained
from mapproof.lab.guest_jobs import GuestJobs
from mapproof.lab.guest import Guest, Job
from mapproof.lab.runs import run_folder
from mapproof.lab.scene import Scene
from mapproof.lab.scene_file import DEFAULT, all_scenes

PATIENCE_SECONDS = 400.0
WITNESS = Path(os.environ["MAPPROOF_BIN"]) / "lab-witness"
CONFORM = Path(os.environ["MAPPROOF_BIN"]) / "mapproof-conform"

# So many of the pages are looked at in every scene; all of them in the test of the witnesses.
PAGES = 1000

# Releases that refuse less of ports than 7.1 does, and how many checks pass there.
PORT_PROFILES = {"qnx-8.0": 19, "obs64": 14}

MACHINE = """
cat /sys/devices/system/node/node[0-9]*/distance
cat /sys/devices/system/node/node[0-9]*/hugepages/hugepages-2048kB/nr_hugepages
nproc; id -u; cat /sys/kernel/security/lockdown
for slot in $0; do
  cd /sys/bus/pci/devices/0000:00:$slot.0; echo "$(cat vendor device) driver $(basename "$(readlink driver)")"
done
ls /sys/class/net
grep 'System RAM' /proc/iomem | tail -n 1"""
IDS = {"edu": "0x1234\n0x11e8", "ivshmem-plain": "0x1af4\n0x1110", "pci-testdev": "0x1b36\n0x0005", "i6300esb": "0x8086\n0x25ab",
       "lsi53c895a": "0x1000\n0x0012"}

# bar SLOT LINE: where a BAR begins, from the device's list of resources.
OPEN = """
bar() { sed -n "$2p" "/sys/bus/pci/devices/0000:00:$1.0/resource" | cut -d' ' -f1; }
exec "$0" --backend linux --facts --allow-write --target "%s" """


class Run:
    """The jobs of one boot, and what each printed."""

    def __init__(self, scene: Scene, folder: Path, home: Path) -> None:
        home.mkdir()
        self._guest = Guest(scene, folder, PATIENCE_SECONDS)
        self._guest_jobs = GuestJobs(self._guest, home)

    def add(self, *command: object) -> Job:
        job = self._guest_jobs.add([str(word) for word in command], io.BytesIO())
        job.stderr = io.BytesIO()
        return job

    def conform(self, target: str, documents: List[str], profile: str = "qnx-7.1") -> Job:
        rows = [word for document in documents for word in ("--only", f"{document}_*")]
        return self.add("conform", "--backend", "linux", "--target", target, "--profile", profile, "--out", f"{profile}.jsonl",
                        *rows)

    def boot(self) -> None:
        self._guest.run()
        self._guest_jobs.deliver()


def said(job: Job) -> str:
    """What a job printed on both."""
    return "".join(sink.getvalue().decode() for sink in (job.stdout, job.stderr) if isinstance(sink, io.BytesIO))


def witnesses(run: Run, expected: Dict[str, Any]) -> List[Job]:
    """The witnesses that this scene can have: of windows where a device can be reached, of offsets where there is the right."""
    jobs = []
    if expected["memory"] is not None:
        targets = [f"--{name}={expected[name]}" for name in ("memory", "registers", "counter")]
        tests = "WindowsTest.*:-WindowsTest.WindowIsTheHostsFile"
        jobs.append(run.add(WITNESS, *targets, "--stores=10000", f"--gtest_filter={tests}"))
    if expected.get("no_frame_numbers"):
        jobs.append(run.add(WITNESS, "--gtest_filter=ConditionsTest.CallerWithoutTheRightGetsNoFrameNumber"))
    else:
        jobs.append(run.add(WITNESS, f"--pages={PAGES}", "--gtest_filter=NodesTest.*:OffsetsTest.Pages*"))
    return jobs


def unplugged(run: Run, expected: Dict[str, Any]) -> List[Job]:
    """What is seen of devices that go: the last jobs of a scene."""
    targets = [f"--{name}={expected[name]}" for name in ("memory", "registers")]
    return [run.add(WITNESS, *targets, f"--unplug={device}", f"--gtest_filter=UnpluggedTest.{test}")
            for test, device in expected["unplugged"].items()]


@pytest.mark.parametrize("scene", all_scenes(), ids=lambda each: each.name)
def test_scene(scene: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = expected_in(scene)
    with run_folder(keep=False) as folder:
        run = Run(scene, folder, tmp_path / "home")
        run.add("busybox", "truncate", "-s", "1M", "/dev/shm/window")
        machine = run.add("sh", "-c", MACHINE, " ".join(f"{device.slot:02x}" for device in scene.devices))
        granted = {target: run.add("sh", "-c", OPEN % target, CONFORM) for target in expected["granted"]}
        refused = {target: run.add("sh", "-c", OPEN % target, CONFORM) for target in expected["refused"]}
        witnessed = witnesses(run, expected)
        # The default scene's rows are those of its certificate: lab_devices_test.py. Here its ports, as other releases want them.
        if scene.name == DEFAULT:
            witnessed.append(run.add(WITNESS, f"--ports=pci:0000:00:06.0/1,{expected['ports']}", "--gtest_filter=PortsTest.*"))
            asked = {profile: run.conform(expected["ports"], expected["device_io"], profile) for profile in PORT_PROFILES}
        else:
            asked = {"qnx-7.1": run.conform(expected["target"], expected["documents"])}
        witnessed += unplugged(run, expected)
        run.boot()

    expect_machine(scene, machine)
    for target, job in granted.items():
        assert job.code == 0, f"{target}: {said(job)}"
    for target, job in refused.items():
        assert job.code == 2 and expected["refused"][target] in said(job), f"{target}: {said(job)}"
    for job in witnessed:
        assert job.code == 0 and "[  PASSED  ]" in said(job) and "SKIPPED" not in said(job), said(job)
    for profile, conform in asked.items():
        checks = checks_of(tmp_path / "home" / f"{profile}.jsonl")
        passed = Counter(check["verdict"] for check in checks)["pass"]
        assert "\n".join(unexplained(scene, checks)) == ""
        assert passed >= (PORT_PROFILES.get(profile) or expected["least_share"] * len(checks)), said(conform)
        with capsys.disabled():
            print(f"\n{scene.name}: {passed} of {len(checks)} checks pass under {profile}")


def expect_machine(scene: Scene, job: Job) -> None:
    """The guest's own words about itself are those of the scene."""
    assert job.code == 0, said(job)
    lines = said(job).splitlines()
    nodes = len(scene.nodes)
    assert [tuple(map(int, line.split())) for line in lines[:nodes]] == [node.distances for node in scene.nodes]
    assert [int(line) for line in lines[nodes : 2 * nodes]] == [node.huge_pages for node in scene.nodes]
    processors, user, lockdown = lines[2 * nodes : 2 * nodes + 3]
    assert (int(processors), int(user)) == (scene.processors, scene.user)
    assert f"[{scene.lockdown or 'none'}]" in lockdown
    rest = "\n".join(lines[2 * nodes + 3 :])
    assert rest.startswith("\n".join(f"{IDS[device.device]} driver {device.driver}" for device in scene.devices) + "\nlo\n")
    if not scene.user:
        # Frames above 4 GiB, so above INT_MAX too.
        assert int(lines[-1].split("-")[0], 16) == 1 << 32
