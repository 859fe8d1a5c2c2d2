"""What a module of the guest's kernel is compiled with: the distribution's headers package, unpacked and not installed.

SPDX-License-Identifier: Apache-2.0
"""

import fcntl
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import List

from mapproof.errors import CannotRun
from mapproof.lab.kernel import cache_folder, dependencies

# What a headers package depends on besides the compiler.
NEEDED = re.compile(r"linux-(headers|kbuild)-")


def find_headers(release: str) -> Path:
    """The folder to make modules in for a kernel release. The packages are fetched once."""
    for tool in ("make", "gcc", "dpkg-deb"):
        if shutil.which(tool) is None:
            raise CannotRun(f"a kernel module cannot be compiled without '{tool}': scripts/setup --for lab installs it.")
    folder = cache_folder() / "headers"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        unpacked = folder / release
        if not unpacked.is_dir():
            _fetch(folder, release)
        return unpacked / "usr" / "src" / f"linux-headers-{release}"


def _fetch(folder: Path, release: str) -> None:
    name = f"linux-headers-{release}"
    packages: List[str] = [name, *(each for each in dependencies(name) if NEEDED.match(each))]
    with tempfile.TemporaryDirectory(prefix="partial-", dir=folder) as partial:
        fetched = subprocess.run(["apt-get", "-qq", "download", *packages], cwd=partial, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, check=False)
        files = sorted(Path(partial).glob("*.deb"))
        if fetched.returncode != 0 or len(files) != len(packages):
            raise CannotRun(f"{name} cannot be downloaded, and the lab's kernel is {release}: 'apt-get update' may help.")
        unpacked = Path(partial) / "unpacked"
        for file in files:
            done = subprocess.run(["dpkg-deb", "-x", str(file), str(unpacked)], stderr=subprocess.DEVNULL, check=False)
            if done.returncode != 0:
                raise CannotRun(f"'{file.name}' cannot be unpacked: the download is damaged; try again.")
        _relocate(unpacked, folder / release, name)
        unpacked.rename(folder / release)


def _relocate(unpacked: Path, final: Path, name: str) -> None:
    """The package names its other half by the place where it would be installed."""
    makefile = unpacked / "usr" / "src" / name / "Makefile"
    if not makefile.is_file():
        raise CannotRun(f"the package {name} has no Makefile where it is expected: this distribution's headers are unknown.")
    makefile.write_text(makefile.read_text().replace("/usr/src/", f"{final}/usr/src/"))
