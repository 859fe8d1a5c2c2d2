"""Which source is mutated, into which plugin it goes, and how that is asked.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from pathlib import Path
from typing import List, Sequence, Tuple

FOLDERS = ("model", "ddi", "linux")
# What this computer runs no line of: the device lab's business.
NEED_A_DEVICE = tuple(f"backends/linux/{name}.cpp" for name in (
    "targets/pci_bar", "targets/target_pci", "targets/target_uio", "targets/target_vfio", "targets/vfio_areas", "targets/target_devmem",
    "targets/target_phys", "targets/discovery", "suite/ddi"))  # fmt: skip
# What is no subject: tests, the library, what a driver's author writes, and equipment, which a driver is judged with (the host of its
# source, the kernel that it calls, the module) or which the suite is given (situations, witnesses, floors).
NO_SUBJECT = ("/tests/", "/qnx_on_linux/", "/examples/", "/driver_host/", "/kernel/", "/arrange/", "backends/linux/ddi/",
              "backends/ddi/probe_driver.cpp")  # fmt: skip


@dataclass(frozen=True)
class Asking:
    """One way to ask a plugin: target, profile and rows, and whether random calls are made on it too."""

    target: str
    profile: str
    rows: Tuple[str, ...] = ()
    explores: bool = False


@dataclass(frozen=True)
class Subject:
    """A plugin and how it is asked, the most telling first."""

    plugin: str
    askings: Tuple[Asking, ...]


def sources(root: Path, folder: str) -> List[str]:
    """The files that are mutated, by their names in the tree."""
    found = (path.relative_to(root).as_posix() for ending in ("c", "cpp") for path in (root / "backends" / folder).rglob(f"*.{ending}"))
    return sorted(name for name in found if name not in NEED_A_DEVICE and not any(part in name for part in NO_SUBJECT))


def subject_of(file: str, scratch: Path) -> Subject:
    """Where a file ends up."""
    if file.startswith("backends/linux/"):
        return Subject("plugins/linux.so", _linux(scratch))
    if file.startswith("backends/ddi/") or file == "backends/model/drivers.cpp":
        return Subject("plugins/model.so", tuple(Asking("", profile, ("DDI_*",)) for profile in ("svr5-ddi8", "svr5-ddi7")))
    profiles = ("qnx-7.1", "obs64", "qnx-8.0")
    return Subject("plugins/model.so", tuple(Asking("", profile, (), profile in profiles[:2]) for profile in profiles))


def _linux(scratch: Path) -> Tuple[Asking, ...]:
    target = four_windows(scratch)
    return tuple(Asking(target, profile, (), profile == "qnx-7.1") for profile in ("qnx-7.1", "obs64"))


def four_windows(folder: Path) -> str:
    """Files that play device memory: two whose addresses share their low 32 bits, one that begins inside a page, one at the top."""
    top = (1 << _physical_bits()) - 0x100000
    high = top // 2 & ~0xFFFFFFFF
    places = {
        "low": (high + 0xD0000000, 0x100000),
        "high": (high + 0x1D0000000, 0x100000),
        "odd": (high + 0x2FEE00880, 0x1234),
        "top": (top, 0x100000),
    }
    for name in places:
        with open(folder / name, "ab") as window:
            window.truncate(0x100000)
    return ",".join(f"file:{folder / name}@{base:#x}+{length:#x}" for name, (base, length) in places.items())


def _physical_bits() -> int:
    with open("/proc/cpuinfo", encoding="utf-8") as facts:
        for line in facts:
            if line.startswith("address sizes"):
                return int(line.split(":")[1].split()[0])
    return 46


def all_sources(root: Path, folders: Sequence[str]) -> List[str]:
    """The files of several folders."""
    return [name for folder in folders for name in sources(root, folder)]
