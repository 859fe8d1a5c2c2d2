"""Writes the guest's first file system: a cpio archive in the "newc" format that every Linux kernel unpacks.

SPDX-License-Identifier: Apache-2.0
"""

import stat
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Dict, Tuple

# Debian and Ubuntu keep these as links into /usr, and so does the guest: a path means the same here and there.
MERGED = ("bin", "sbin", "lib", "lib64")

TRAILER = "TRAILER!!!"


class Archive:
    """Files, links and folders by their path in the guest. A later one of the same path replaces the earlier one."""

    def __init__(self) -> None:
        self._entries: Dict[str, Tuple[int, bytes]] = {}
        for name in MERGED:
            self.add_link(f"/{name}", f"usr/{name}")

    def add_file(self, path: str, content: bytes, executable: bool = False) -> None:
        """A regular file that everybody in the guest may read."""
        self._add(path, stat.S_IFREG | (0o755 if executable else 0o644), content)

    def add_copy(self, path: str, source: Path) -> None:
        """A copy of a file of this machine; links are followed."""
        self.add_file(path, source.read_bytes(), bool(source.stat().st_mode & stat.S_IXUSR))

    def add_link(self, path: str, target: str) -> None:
        """A symbolic link."""
        self._add(path, stat.S_IFLNK | 0o777, target.encode())

    def add_folder(self, path: str) -> None:
        """An empty folder."""
        self._add(path, stat.S_IFDIR | 0o755, b"")

    def write(self, out: BinaryIO) -> None:
        """The whole archive; folders come before what is in them."""
        for number, (path, (mode, content)) in enumerate(sorted(self._entries.items()), start=1):
            _write_entry(out, number, path, mode, content)
        _write_entry(out, 0, TRAILER, 0, b"")

    def _add(self, path: str, mode: int, content: bytes) -> None:
        parts = PurePosixPath(path).parts[1:]
        if len(parts) > 1 and parts[0] in MERGED:
            parts = ("usr", *parts)
        for depth in range(1, len(parts)):
            self._entries.setdefault("/".join(parts[:depth]), (stat.S_IFDIR | 0o755, b""))
        self._entries["/".join(parts)] = (mode, content)


def _write_entry(out: BinaryIO, number: int, path: str, mode: int, content: bytes) -> None:
    name = path.encode() + b"\0"
    owner = group = modified = device_major = device_minor = special_major = special_minor = check = 0
    fields = (number, mode, owner, group, 1, modified, len(content), device_major, device_minor, special_major,
              special_minor, len(name), check)
    header = b"070701" + b"".join(b"%08X" % field for field in fields)
    out.write(header + name + _padding(len(header) + len(name)))
    out.write(content)
    out.write(_padding(len(content)))


def _padding(length: int) -> bytes:
    return b"\0" * (-length % 4)
