"""Finds the distribution's own kernel, fetches its package and unpacks it into a cache. Nothing is installed.

SPDX-License-Identifier: Apache-2.0
"""

import contextlib
import fcntl
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, List, Optional, Sequence

from mapproof.errors import CannotRun
from mapproof.lab.vmlinux import unpacked_kernel

# Packages that always depend on the newest kernel: Debian's, then Ubuntu's.
NAMES_OF_THE_NEWEST = ("linux-image-amd64", "linux-image-virtual", "linux-image-generic")

# Most of a kernel package is drivers for hardware that the lab cannot have.
NOT_NEEDED = re.compile(r"/kernel/(sound|drivers/(gpu|net|media|infiniband|staging|scsi|usb|iio|hwmon|input|isdn|mtd|md)|net/(?!9p/))")

ASK_AGAIN_AFTER_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Kernel:
    """An unpacked kernel."""

    release: str
    image: Path
    modules: Path


def cache_folder() -> Path:
    """Where kernels and runs live; made if it is missing."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(base) / "mapproof" / "lab"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def find_kernel() -> Kernel:
    """The newest kernel that the package manager knows, else the newest one that is in the cache."""
    folder = cache_folder() / "kernels"
    folder.mkdir(exist_ok=True)
    with _locked(folder / "lock"):
        return _load(folder / _up_to_date(folder))


def _up_to_date(folder: Path) -> str:
    note = folder / "newest"
    with contextlib.suppress(OSError):
        name = note.read_text()
        if time.time() - note.stat().st_mtime < ASK_AGAIN_AFTER_SECONDS and (folder / name).is_dir():
            return name
    name, why_not = _newest_package()
    if name and not (folder / name).is_dir():
        why_not = _fetch(folder, name)
    if name and not why_not:
        note.write_text(name)
        return name
    cached = sorted(folder.glob("linux-image-*"), key=lambda path: path.stat().st_mtime)
    if not cached:
        raise CannotRun(f"the lab has no kernel: {why_not}.")
    print(f"lab: using {cached[-1].name} from the cache: {why_not}.", file=sys.stderr)
    return cached[-1].name


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _newest_package() -> "tuple[str, str]":
    if shutil.which("apt-cache") is None:
        return "", "there is no apt-cache here, and only Debian's and Ubuntu's kernels are known to the lab"
    for name in NAMES_OF_THE_NEWEST:
        for dependency in dependencies(name):
            if re.match(r"linux-image-\d", dependency):
                return dependency, ""
    return "", f"the package manager knows none of {', '.join(NAMES_OF_THE_NEWEST)}; 'apt-get update' may help"


def dependencies(package: str) -> List[str]:
    found = subprocess.run(["apt-cache", "depends", package], env={**os.environ, "LC_ALL": "C"}, text=True,
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return re.findall(r"^ *Depends: (\S+)$", found.stdout, re.MULTILINE)


def _fetch(folder: Path, name: str) -> str:
    """Unpacks a package and the modules it depends on; says why it cannot be had, or nothing. The caller holds the lock."""
    for abandoned in folder.glob("partial-*"):
        shutil.rmtree(abandoned, ignore_errors=True)
    print(f"lab: fetching {name} into {folder}", file=sys.stderr)
    packages = [name] + [other for other in dependencies(name) if other.startswith("linux-modules-")]
    with tempfile.TemporaryDirectory(prefix="partial-", dir=folder) as partial:
        fetched = subprocess.run(["apt-get", "-qq", "download", *packages], cwd=partial, text=True,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        files = sorted(Path(partial).glob("*.deb"))
        if fetched.returncode != 0 or len(files) != len(packages):
            return f"{name} cannot be downloaded ({_last_line(fetched.stderr)})"
        unpacked = Path(partial) / "unpacked"
        for file in files:
            _unpack(file, unpacked)
        _prepare(unpacked)
        unpacked.rename(folder / name)
    return ""


def _last_line(text: str) -> str:
    lines: Sequence[str] = text.strip().splitlines() or ["no reason given"]
    return lines[-1]


def _unpack(package: Path, folder: Path) -> None:
    command = ["dpkg-deb", "--fsys-tarfile", str(package)]
    try:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
                _take_what_is_needed(archive, folder)
        damaged = process.returncode != 0
    except tarfile.TarError:
        damaged = True
    if damaged:
        raise CannotRun(f"'{package.name}' cannot be unpacked: the download is damaged; try again.")


def _take_what_is_needed(archive: tarfile.TarFile, folder: Path) -> None:
    for member in archive:
        kept = _place(member.name)
        content = archive.extractfile(member) if kept and member.isfile() else None
        if kept and content:
            (folder / kept).parent.mkdir(parents=True, exist_ok=True)
            with content, (folder / kept).open("wb") as out:
                shutil.copyfileobj(content, out)


def _place(name: str) -> Optional[str]:
    """Where a file of the package belongs in the cache; None if the lab has no use for it."""
    name = re.sub(r"^\./(usr/)?", "", name)
    if ".." in name or NOT_NEEDED.search(name):
        return None
    return name if re.match(r"boot/(vmlinuz|config)-|lib/modules/", name) else None


def _prepare(folder: Path) -> None:
    image = _only(folder.glob("boot/vmlinuz-*"), "vmlinuz")
    config = _only(folder.glob("boot/config-*"), "config").read_text()
    content = unpacked_kernel(image.read_bytes()) if "\nCONFIG_PVH=y" in config else None
    if content:
        (folder / "boot" / "vmlinux").write_bytes(content)


def _load(folder: Path) -> Kernel:
    packed = _only(folder.glob("boot/vmlinuz-*"), "vmlinuz")
    unpacked = folder / "boot" / "vmlinux"
    modules = _only(folder.glob("lib/modules/*"), "lib/modules")
    return Kernel(modules.name, unpacked if unpacked.exists() else packed, modules)


def _only(paths: Iterator[Path], what: str) -> Path:
    for path in paths:
        return path
    raise CannotRun(f"the kernel package has no {what}: remove '{cache_folder() / 'kernels'}' and try again.")
