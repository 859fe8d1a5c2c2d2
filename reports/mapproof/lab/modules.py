"""Which kernel modules a guest must load, in which order.

SPDX-License-Identifier: Apache-2.0
"""

import re
from pathlib import Path
from typing import Dict, List, Sequence

from mapproof.errors import CannotRun
from mapproof.lab.vmlinux import decompressed

DEPENDENCIES = re.compile(rb"\0depends=([^\0]*)\0")


class Modules:
    """The modules of one kernel. What is built in needs no file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = {_name(path.name): path for path in folder.rglob("*.ko*")}
        builtin = folder / "modules.builtin"
        self._builtin = {_name(Path(line).name) for line in builtin.read_text().split()} if builtin.exists() else set()

    def with_dependencies(self, names: Sequence[str]) -> Dict[str, bytes]:
        """The modules by name, each after those that it depends on."""
        found: Dict[str, bytes] = {}
        for name in names:
            self._add(_name(name), found)
        return found

    def _add(self, name: str, found: Dict[str, bytes]) -> None:
        if name in found or name in self._builtin:
            return
        if name not in self._files:
            raise CannotRun(f"kernel {self._folder.name} has no module '{name}': the scene cannot have it.")
        content = self._read(self._files[name])
        for needed in _dependencies(content):
            self._add(_name(needed), found)
        found[name] = content

    def _read(self, path: Path) -> bytes:
        content = path.read_bytes()
        if path.suffix == ".ko":
            return content
        unpacked = decompressed(content)
        if unpacked is None:
            raise CannotRun(f"'{path}' cannot be unpacked: install the package zstd.")
        return unpacked


def _name(file: str) -> str:
    return file.split(".", 1)[0].replace("-", "_")


def _dependencies(module: bytes) -> List[str]:
    match = DEPENDENCIES.search(module)
    return [name for name in match.group(1).decode().split(",") if name] if match else []
