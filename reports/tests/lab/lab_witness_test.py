"""The truth about the linux backend, from witnesses that do not trust it; and each of them notices a backend that lies.

SPDX-License-Identifier: Apache-2.0
"""

import io
import os
import re
from pathlib import Path
from typing import Dict, List

import pytest

from mapproof.lab.guest_jobs import GuestJobs
from mapproof.lab.guest import Guest, Job
from mapproof.lab.runs import run_folder
from mapproof.lab.scene_file import load

PATIENCE_SECONDS = 400.0
BIN = Path(os.environ["MAPPROOF_BIN"])
WITNESS, LIARS, MAILBOX = BIN / "lab-witness", BIN.parent / "lab-liars", BIN / "mailbox"
EDU, IVSHMEM, TESTDEV = "0000:00:03.0", "0000:00:04.0", "0000:00:05.0"
TARGETS = (f"--memory=pci:{IVSHMEM}/2", f"--registers=pci:{EDU}/0", f"--counter=pci:{TESTDEV}/0")
MIB = 1 << 20
PAGES, STORES = 10000, 1000000
KINDS = {"anonymous", "shared", "tmpfs", "copied file", "transparent huge pages", "reserved huge pages", "stack",
         "static data", "heap"}

# Each liar, the witnesses that must notice it, and those that must not, for they are asked about something else.
NOTICED = {
    "next_frame": (["OffsetsTest.PagesByChanceAreWhereTheBackendSays", "OffsetsTest.ChildsCopyIsWhereTheBackendSays"], []),
    "frame_zero": (["OffsetsTest.PagesByChanceAreWhereTheBackendSays", "NodesTest.BoundPagesLieInTheirNodesMemory"], []),
    "start_of_page": (["OffsetsTest.PagesByChanceAreWhereTheBackendSays"], ["NodesTest.BoundPagesLieInTheirNodesMemory"]),
    "run_too_long": (["OffsetsTest.PagesByChanceAreWhereTheBackendSays"], ["NodesTest.BoundPagesLieInTheirNodesMemory"]),
    "other_node": (["OffsetsTest.PagesByChanceAreWhereTheBackendSays", "NodesTest.BoundPagesLieInTheirNodesMemory"], []),
    "memory_for_device": (["WindowsTest.RegisterAnswersWithTheInverse", "WindowsTest.EveryStoreOfEveryWidthReachesTheDevice",
                           "WindowsTest.WindowIsTheHostsFile"], []),
    "reads_once": (["WindowsTest.RegisterAnswersWithTheInverse", "WindowsTest.EveryStoreOfEveryWidthReachesTheDevice"],
                   ["WindowsTest.WindowIsTheHostsFile"]),
    "next_page": (["WindowsTest.WindowIsTheHostsFile"], []),
    "nocache_ignored": (["WindowsTest.KernelListsTheMemoryTypeThatTheBackendPromises"],
                        ["WindowsTest.RegisterAnswersWithTheInverse"]),
}


def pattern(key: int, index: int) -> int:
    """The word at an index, as pages.cpp computes it."""
    mask = (1 << 64) - 1
    word = (key << 40 & mask) ^ (index + 0x9E3779B97F4A7C15 & mask)
    word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 & mask
    return word ^ word >> 31


def words(key: int) -> bytes:
    return b"".join(pattern(key, index).to_bytes(8, "little") for index in range(MIB // 8))


class Run:
    """The jobs of one boot, and the file behind the window."""

    def __init__(self, scene: str, folder: Path) -> None:
        self._guest = Guest(load(scene), folder, PATIENCE_SECONDS)
        self._guest_jobs = GuestJobs(self._guest)
        self.window = folder / f"memory-of-{IVSHMEM}"
        # The second MiB is written by this side, before there is a guest.
        self.window.write_bytes(b"\0" * MIB + words(2) + b"\0" * (62 * MIB))

    def add(self, *command: object) -> Job:
        return self._guest_jobs.add([str(word) for word in command], stdout=io.BytesIO())

    def boot(self) -> None:
        self._guest.run()


def said(job: Job) -> str:
    assert isinstance(job.stdout, io.BytesIO)
    return job.stdout.getvalue().decode()


def test_every_witness_agrees(capsys: pytest.CaptureFixture[str]) -> None:
    with run_folder(keep=False) as folder:
        run = Run("huge-pages", folder)
        honest = run.add(WITNESS, *TARGETS, "--seed=1", f"--pages={PAGES}", f"--stores={STORES}",
                         "--gtest_filter=-ConditionsTest.CallerWithout*:UnpluggedTest.*:PortsTest.*")
        combining = run.add(WITNESS, f"--memory=pci:{IVSHMEM}/2:wc", "--gtest_filter=*KernelLists*")
        unplugged = run.add(WITNESS, *TARGETS, f"--unplug={EDU}", "--gtest_filter=UnpluggedTest.Registers*")
        run.boot()
        window = run.window.read_bytes()

    text = said(honest) + said(combining) + said(unplugged)
    assert (honest.code, combining.code, unplugged.code) == (0, 0, 0) and "SKIPPED" not in text, text
    assert f"pages by chance: {PAGES} right, 0 wrong, 0 refused" in text
    assert KINDS <= set(re.findall(r" \d+ ([a-z ]+),", text)) and " 2 nodes\n" in text
    assert re.findall(r"(\d+) stores of width (\d): (\d+) counted", text) == [
        (str(STORES), width, str(STORES)) for width in "1248"]
    assert "without PROT_NOCACHE write-combining, with it uncached-minus" in text
    assert window[:MIB] == words(1) and window[MIB:] == words(2) + b"\0" * (62 * MIB)
    show(capsys, text)


def test_every_node_of_four_is_where_the_backend_says(capsys: pytest.CaptureFixture[str]) -> None:
    with run_folder(keep=False) as folder:
        run = Run("four-nodes", folder)
        job = run.add(WITNESS, "--seed=2", f"--pages={PAGES}", "--gtest_filter=OffsetsTest.*:NodesTest.*")
        run.boot()

    assert job.code == 0, said(job)
    assert f"pages by chance: {PAGES} right, 0 wrong, 0 refused" in said(job) and " 4 nodes\n" in said(job)
    show(capsys, said(job))


def test_every_liar_is_noticed() -> None:
    assert {path.stem for path in LIARS.glob("*.so")} == set(NOTICED)
    jobs: Dict[str, List[Job]] = {}
    with run_folder(keep=False) as folder:
        run = Run("two-nodes", folder)
        for liar, (by, not_by) in NOTICED.items():
            asked = [WITNESS, f"--backend={LIARS / liar}.so", "--pages=300", "--stores=1000", *TARGETS]
            if liar == "nocache_ignored":
                asked.append(f"--memory=pci:{IVSHMEM}/2:wc")
            jobs[liar] = [run.add(*asked, f"--gtest_filter={test}") for test in [*by, *not_by]]
        run.boot()

    for liar, (by, not_by) in NOTICED.items():
        codes = [job.code for job in jobs[liar]]
        assert codes == [1] * len(by) + [0] * len(not_by), f"{liar}: " + "".join(map(said, jobs[liar]))


def test_program_for_qnx_maps_a_register_block_that_begins_inside_a_page() -> None:
    bar = f"$(sed -n 3p /sys/bus/pci/devices/{IVSHMEM}/resource | cut -d' ' -f1)"
    with run_folder(keep=False) as folder:
        run = Run("three-nodes", folder)
        job = run.add("sh", "-c", f'base={bar}; echo "$base"; exec "$0" $(printf 0x%x $((base + 0x880)))', MAILBOX)
        run.boot()
        window = run.window.read_bytes()

    assert job.code == 0, said(job)
    base, status, place = said(job).splitlines()
    assert (status, place) == ("status 0x00000000, sent 0xc0ffee08", f"at {int(base, 16) + 0x880:#x}, 64 bytes")
    assert window[0x8A0:0x8A4] == (0xC0FFEE08).to_bytes(4, "little")
    assert window[:0x8A0].count(0) == 0x8A0 and window[0x8A4:MIB].count(0) == MIB - 0x8A4


def show(capsys: pytest.CaptureFixture[str], text: str) -> None:
    """Prints what was counted."""
    with capsys.disabled():
        print("\n" + "\n".join(line for line in text.splitlines() if re.search(r"right|counted|memory of their|gone|PROT", line)))
