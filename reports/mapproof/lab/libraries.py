"""Which shared libraries a program of this machine needs, so that it runs in the guest as it does here.

SPDX-License-Identifier: Apache-2.0
"""

import os
import re
import subprocess
from pathlib import Path
from typing import List

from mapproof.errors import CannotRun


def is_elf(file: Path) -> bool:
    """A program, library or plugin."""
    return _start_of(file).startswith(b"\x7fELF")


def check_is_program(file: Path) -> None:
    """Complains about what the guest could not start."""
    if not is_elf(file) and not re.match(rb"#! ?/bin/sh\s", _start_of(file)):
        raise CannotRun(f"'{file}' cannot run in the lab: it is neither a program for Linux nor a script for /bin/sh.")


def needed_by(file: Path) -> List[Path]:
    """The dynamic loader and the libraries of a program or plugin; nothing for a static program or any other file."""
    if not is_elf(file):
        return []
    asked = subprocess.run(["ldd", str(file)], text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    missing = re.findall(r"^\s*(\S+) => not found", asked.stdout, re.MULTILINE)
    if missing:
        raise CannotRun(f"'{file}' needs {missing[0]}, which is not on this machine.")
    # "name => /path (address)" and "/path of the loader (address)"
    paths = re.findall(r"(?:^\s*|=> )(/\S+) \(0x", asked.stdout, re.MULTILINE)
    return [Path(os.path.normpath(path)) for path in paths]


def _start_of(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(64)
