"""Boots a guest, runs jobs in it one after the other, and gives each its exit code.

SPDX-License-Identifier: Apache-2.0
"""

import shlex
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, List, Sequence

from mapproof.errors import CannotRun
from mapproof.lab import driver_modules, libraries, qemu
from mapproof.lab.arrangement import arrangement, user_list
from mapproof.lab.folder import lab_folder
from mapproof.lab.initramfs import Archive
from mapproof.lab.kernel import Kernel, find_kernel
from mapproof.lab.modules import Modules
from mapproof.lab.monitor import Monitor
from mapproof.lab.requests import Requests
from mapproof.lab.scene import Scene
from mapproof.lab.watch import Stream, Watch

OWN_FOLDER = "/.mapproof-lab"
MODULES_OF_THE_SHARE = ("virtio_pci", "9pnet_virtio", "9p")
LIBRARY_LIST = Path("/etc/ld.so.cache")


@dataclass
class Job:
    """A command, and who gets what it prints while it runs. The code is known after the run."""

    command: Sequence[str]
    stdout: BinaryIO
    stderr: BinaryIO
    code: int = 0


@dataclass
class Guest:
    """One boot: its folder on this machine, the jobs, and the files of this machine that they find at the same path."""

    scene: Scene
    folder: Path
    deadline_seconds: float
    interactive: bool = False
    jobs: List[Job] = field(default_factory=list)
    files: List[Path] = field(default_factory=list)

    @property
    def work(self) -> Path:
        """The folder that the jobs run in, seen from this side."""
        return self.folder / "share" / "work"

    def run(self) -> None:
        """Boots, runs the jobs, and gives each its exit code."""
        qemu.program()
        busybox = _busybox()
        kernel = find_kernel()
        self._announce(kernel)
        self._write_initramfs(kernel, busybox)
        self._write_jobs()
        ours, its = socket.socketpair()
        with ours, its:
            requests = Requests(self.folder / "share", self.scene, Monitor(ours))
            command = qemu.command_line(self.scene, kernel, self.folder, its.fileno(), self.interactive)
            with qemu.started(command, self.folder / "emulator", its, self.interactive) as process:
                Watch(self.folder, process, self._streams(), requests, self.deadline_seconds).until_done()
        for number, job in enumerate(self.jobs):
            job.code = int((self._job_folder(number) / "code").read_text())

    def _job_folder(self, number: int) -> Path:
        return self.folder / "share" / "jobs" / f"{number:03}"

    def _announce(self, kernel: Kernel) -> None:
        devices = ", ".join(f"{device.device} {device.address}" for device in self.scene.devices)
        clock = ", exact clock" if self.scene.exact else ""
        print(f"lab: scene {self.scene.name}{clock}, kernel {kernel.release}: {devices}", file=sys.stderr, flush=True)

    def _write_jobs(self) -> None:
        self.work.mkdir(parents=True, exist_ok=True)
        if self.scene.user:
            self.work.chmod(0o777)
        if self.interactive:
            (self.folder / "share" / "interactive").touch()
        for number, job in enumerate(self.jobs):
            folder = self._job_folder(number)
            folder.mkdir(parents=True)
            (folder / "command").write_text("exec " + " ".join(map(shlex.quote, job.command)) + "\n")

    def _streams(self) -> List[Stream]:
        return [
            Stream(self._job_folder(number) / name, sink)
            for number, job in enumerate(self.jobs)
            for name, sink in (("stdout", job.stdout), ("stderr", job.stderr))
        ]

    def _write_initramfs(self, kernel: Kernel, busybox: Path) -> None:
        archive = Archive()
        for folder in ("/proc", "/sys", "/dev", "/tmp", f"{OWN_FOLDER}/share"):
            archive.add_folder(folder)
        _add_busybox(archive, busybox)
        modules = Modules(kernel.modules).with_dependencies([*MODULES_OF_THE_SHARE, *self.scene.modules])
        for number, (name, content) in enumerate(modules.items()):
            archive.add_file(f"{OWN_FOLDER}/modules/{number:03}-{name}.ko", content)
        if self.scene.ddi_bar:
            for number, (name, content) in enumerate(driver_modules.build(kernel, self.scene.ddi_drivers).items()):
                archive.add_file(f"{OWN_FOLDER}/ddi/{number:03}-{name}.ko", content)
        if LIBRARY_LIST.exists():
            archive.add_copy(str(LIBRARY_LIST), LIBRARY_LIST)
        for file in self.files:
            for needed in (file, *libraries.needed_by(file)):
                archive.add_copy(str(needed), needed)
        archive.add_file("/etc/passwd", user_list(self.scene))
        archive.add_file(f"{OWN_FOLDER}/arrangement", arrangement(self.scene))
        archive.add_copy("/usr/bin/lab-ask", lab_folder() / "ask")
        archive.add_file("/init", (lab_folder() / "init").read_bytes(), executable=True)
        with (self.folder / "initramfs").open("wb") as out:
            archive.write(out)


def _busybox() -> Path:
    found = shutil.which("busybox")
    if found is None or libraries.needed_by(Path(found)):
        raise CannotRun("the lab needs a busybox without libraries: install the package busybox-static.")
    return Path(found)


def _add_busybox(archive: Archive, busybox: Path) -> None:
    archive.add_copy("/usr/bin/busybox", busybox)
    applets = subprocess.run([str(busybox), "--list"], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    for applet in applets:
        if applet != "busybox":
            archive.add_link(f"/usr/bin/{applet}", "busybox")
