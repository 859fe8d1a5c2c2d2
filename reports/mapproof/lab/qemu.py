"""The emulator's command line for a scene, and a process of it that never outlives us.

SPDX-License-Identifier: Apache-2.0
"""

import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import termios
from pathlib import Path
from typing import Iterator, List, Optional

from mapproof import interruption
from mapproof.errors import CannotRun
from mapproof.lab.kernel import Kernel
from mapproof.lab.scene import Device, Scene

PROGRAM = "qemu-system-x86_64"
PR_SET_PDEATHSIG = 1

# Five-level page tables and the state of vector registers take long to emulate, and so do string moves that promise to be fast.
PROCESSOR = "max,la57=off,xsave=off,erms=off"

# The share is the lab's own device; scenes use those after it.
SLOT_OF_THE_SHARE = 2

# panic=-1 and oops=panic together with -no-reboot end the emulator when the guest's kernel breaks.
KERNEL_ARGUMENTS = ("console=ttyS0", "quiet", "panic=-1", "oops=panic", "8250.nr_uarts=1", "norandmaps")

# Guest time counts instructions: needs a single processor and nothing that is placed at random.
EXACT_CLOCK = ("-icount", "shift=0,sleep=off", "-rtc", "clock=vm")
# The kernel hands on what it does not know to its first process, and that to every command: results say which clock it was.
EXACT_KERNEL_ARGUMENTS = ("nokaslr", "MAPPROOF_CLOCK=exact")

# Must come before the devices that it is to serve.
IOMMU = ("-device", "intel-iommu")
IOMMU_KERNEL_ARGUMENTS = ("intel_iommu=on",)


def program() -> str:
    """The path of the emulator."""
    found = shutil.which(PROGRAM)
    if found is None:
        raise CannotRun(f"the lab needs {PROGRAM}: install the package qemu-system-x86.")
    return found


def command_line(scene: Scene, kernel: Kernel, folder: Path, monitor: int, interactive: bool = False) -> List[str]:
    """What to start for a scene; folder holds the run's initramfs and share and gets its console. Monitor: its descriptor."""
    console = f"stdio,signal=off,logfile={folder / 'console'}" if interactive else f"file,path={folder / 'console'}"
    kernel_arguments = [*KERNEL_ARGUMENTS, *(EXACT_KERNEL_ARGUMENTS if scene.exact else ()),
                        *(IOMMU_KERNEL_ARGUMENTS if scene.iommu else ()), *scene.kernel_arguments]
    return [
        program(), "-machine", scene.machine, "-accel", "tcg", "-cpu", PROCESSOR, "-nodefaults", "-no-user-config",
        "-display", "none", "-no-reboot", *(EXACT_CLOCK if scene.exact else ()), *(IOMMU if scene.iommu else ()),
        *_nodes(scene), "-chardev", f"socket,id=monitor,fd={monitor}", "-mon", "chardev=monitor,mode=control",
        *(part for device in scene.devices for part in _device(device, folder)),
        "-fsdev", f"local,id=share,path={folder / 'share'},security_model=none",
        "-device", f"virtio-9p-pci,fsdev=share,mount_tag=share,addr={SLOT_OF_THE_SHARE:x}",
        "-chardev", f"{console},id=console", "-serial", "chardev:console",
        "-kernel", str(kernel.image), "-initrd", str(folder / "initramfs"), "-append", " ".join(kernel_arguments),
    ]


def _nodes(scene: Scene) -> Iterator[str]:
    yield from ("-m", f"{scene.memory_mib}M", "-smp", str(scene.processors))
    first = 0
    for number, node in enumerate(scene.nodes):
        processors = f",cpus={first}-{first + node.processors - 1}" if node.processors else ""
        first += node.processors
        yield from ("-object", f"memory-backend-ram,id=memory{number},size={node.memory_mib}M")
        yield from ("-numa", f"node,nodeid={number},memdev=memory{number}{processors}")
    for number, node in enumerate(scene.nodes):
        for other, distance in enumerate(node.distances):
            yield from ("-numa", f"dist,src={number},dst={other},val={distance}")


def _device(device: Device, folder: Path) -> Iterator[str]:
    options = [f"id={device.name}", *(f"{key}={value}" for key, value in device.options.items())]
    if device.memory_mib:
        file = folder / f"memory-of-{device.address}"
        yield "-object"
        yield f"memory-backend-file,id=window{device.slot},share=on,mem-path={file},size={device.memory_mib}M"
        options.append(f"memdev=window{device.slot}")
    yield from ("-device", ",".join([device.device, f"addr={device.slot:x}", *options]))


@contextlib.contextmanager
def started(command: List[str], log: Path, monitor: socket.socket,
            interactive: bool = False) -> Iterator["subprocess.Popen[bytes]"]:
    """The emulator, killed when the block is left, however that happens. An interactive one gets the terminal."""
    parent = os.getpid()
    libc = ctypes.CDLL(None)

    def die_with_parent() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    process: "Optional[subprocess.Popen[bytes]]" = None
    terminal = termios.tcgetattr(0) if interactive else None
    try:
        with log.open("wb") as out, interruption.held():
            # A session of its own: Ctrl-C in the terminal is for us to act upon.
            stdin, stdout = (None, None) if interactive else (subprocess.DEVNULL, out)
            process = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=out, start_new_session=True,
                                       preexec_fn=die_with_parent, pass_fds=(monitor.fileno(),))
        # Its end is now the emulator's alone: that it has ended is seen at ours.
        monitor.close()
        yield process
    finally:
        with interruption.held():
            if process:
                process.kill()
                process.wait()
            if terminal:
                termios.tcsetattr(0, termios.TCSANOW, terminal)
