"""Compiles the DDI framework's kernel module and the drivers that it hosts for the guest's kernel, and keeps them in the cache.

SPDX-License-Identifier: Apache-2.0
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Sequence

from mapproof.errors import CannotRun
from mapproof.lab.folder import lab_folder
from mapproof.lab.headers import find_headers
from mapproof.lab.kernel import Kernel, cache_folder

FRAMEWORK = "mapproof-ddi"
GLUE = ("drvops_driver.c", "named_driver.c")
SOURCES = ("api", "ddi/include", "ddi/kernel", "ddi/examples", "ddi/probe", "linux/ddi")


@dataclass(frozen=True)
class Driver:
    """Driver source of this tree; a prefix, version and minors are of one from before DDI 8."""

    source: str
    prefix: str = ""
    version: int = 80
    minors: int = 1

    def rules(self, name: str) -> str:
        """The lines of a Kbuild file."""
        defined = f"-DNAME={name}" + (f" -DPREFIX={self.prefix} -DVERSION={self.version} -DMINORS={self.minors}" if self.prefix else "")
        glue = GLUE[1] if self.prefix else GLUE[0]
        objects = [f"{name}_driver.o", f"{name}_host.o", f"{name}_{glue[:-2]}.o"]
        svr5 = "".join(f"CFLAGS_{each} := $(svr5)\n" for each in (objects[0], objects[2]))
        return f"obj-m += {name}.o\n{name}-y := {' '.join(objects)}\n{svr5}CFLAGS_{objects[1]} := $(ours) {defined}\n"


DRIVERS = {
    "panel8": Driver("ddi/examples/panel8.c"),
    "trace71": Driver("ddi/examples/trace71.c", "trace", 71, 2),
    "board5": Driver("ddi/examples/board5.c", "board", 50, 1),
}


def build(kernel: Kernel, names: Sequence[str]) -> Dict[str, bytes]:
    """The modules by name, the framework first."""
    for name in names:
        if name not in DRIVERS:
            raise CannotRun(f"the lab has no driver '{name}' for its framework: use one of {', '.join(DRIVERS)}.")
    backends = lab_folder().parent.parent / "backends"
    if not (backends / "linux" / "ddi").is_dir():
        raise CannotRun("the DDI framework's source is not part of this installation: run the scene from a checkout.")
    folder = cache_folder() / "drivers"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        built = folder / _digest(backends, kernel.release, names)
        if not built.is_dir():
            _build(backends, kernel, names, built)
    return {name: (built / f"{name}.ko").read_bytes() for name in (FRAMEWORK, *names)}


def _digest(backends: Path, release: str, names: Sequence[str]) -> str:
    """Of all that the modules are made from."""
    digest = hashlib.sha256(f"{release} {' '.join(names)}".encode())
    digest.update(Path(__file__).read_bytes())
    for source in SOURCES:
        for path in sorted((backends / source).rglob("*")):
            if path.is_file():
                digest.update(str(path.relative_to(backends)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:32]


def _build(backends: Path, kernel: Kernel, names: Sequence[str], built: Path) -> None:
    headers = find_headers(kernel.release)
    with tempfile.TemporaryDirectory(prefix="partial-", dir=built.parent) as partial:
        tree = Path(partial)
        for source in SOURCES:
            if (backends / source).is_dir():
                shutil.copytree(backends / source, tree / source)
        module = tree / "linux" / "ddi"
        for name in names:
            _add_driver(tree, module, name)
        _make(headers, module)
        done = tree / "done"
        done.mkdir()
        for name in (FRAMEWORK, *names):
            shutil.move(str(module / f"{name}.ko"), str(done))
        os.replace(done, built)


def _add_driver(tree: Path, module: Path, name: str) -> None:
    driver = DRIVERS[name]
    shutil.copy(tree / driver.source, module / f"{name}_driver.c")
    shutil.copy(module / "host.c", module / f"{name}_host.c")
    for glue in GLUE:
        shutil.copy(tree / "ddi" / "kernel" / glue, module / f"{name}_{glue}")
    with (module / "Kbuild").open("a", encoding="utf-8") as kbuild:
        kbuild.write("\n" + driver.rules(name))


def _make(headers: Path, module: Path) -> None:
    command = ["make", "-s", "-C", str(headers), f"M={module}", f"-j{os.cpu_count() or 1}", "modules"]
    done = subprocess.run(command, env={**os.environ, "LC_ALL": "C", "MAKEFLAGS": ""}, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        errors = [line for line in done.stdout.splitlines() if "error" in line.lower()] or done.stdout.splitlines()[-1:]
        raise CannotRun(f"the DDI framework does not compile for the lab's kernel ({' '.join(errors[:1])}).")
