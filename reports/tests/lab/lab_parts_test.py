"""The lab without a guest: archive, kernel modules, libraries, and sentences instead of tracebacks.

SPDX-License-Identifier: Apache-2.0
"""

import gzip
import io
import lzma
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any, Tuple

import pytest

from mapproof.errors import CannotRun
from mapproof.lab import libraries
from mapproof.lab.guest import Guest
from mapproof.lab.initramfs import Archive
from mapproof.lab.modules import Modules
from mapproof.lab.runs import run_folder
from mapproof.lab.scene_file import load
from mapproof.lab.vmlinux import decompressed, unpacked_kernel


def listed(archive: Archive, tmp_path: Path) -> Path:
    """The archive as another program unpacks it."""
    out = io.BytesIO()
    archive.write(out)
    folder = tmp_path / "unpacked"
    folder.mkdir()
    subprocess.run(["busybox", "cpio", "-i"], cwd=folder, input=out.getvalue(), check=True, stderr=subprocess.DEVNULL)
    return folder


@pytest.mark.parametrize("length", [0, 1, 2, 3, 4, 5000])
def test_archive_brings_every_byte(tmp_path: Path, length: int) -> None:
    archive = Archive()
    archive.add_file("/deep/er/file", bytes(range(256)) * 20 if length == 5000 else b"x" * length, executable=True)

    file = listed(archive, tmp_path) / "deep" / "er" / "file"

    assert file.read_bytes() == (bytes(range(256)) * 20 if length == 5000 else b"x" * length)
    assert file.stat().st_mode & 0o777 == 0o755


def test_archive_follows_the_merged_folders(tmp_path: Path) -> None:
    archive = Archive()
    archive.add_file("/lib/libone.so", b"one")
    archive.add_link("/bin/sh", "busybox")

    folder = listed(archive, tmp_path)

    assert (folder / "usr/lib/libone.so").read_bytes() == (folder / "lib/libone.so").read_bytes() == b"one"
    assert (folder / "usr/bin/sh").is_symlink()


def test_later_file_replaces_the_earlier_one(tmp_path: Path) -> None:
    archive = Archive()
    archive.add_link("/usr/bin/tool", "busybox")
    archive.add_file("/bin/tool", b"mine")

    assert (listed(archive, tmp_path) / "usr/bin/tool").read_bytes() == b"mine"


def module(folder: Path, name: str, depends: str) -> None:
    (folder / f"{name}.ko").write_bytes(b"\x7fELF\0name=" + name.encode() + b"\0depends=" + depends.encode() + b"\0")


def test_modules_come_after_what_they_depend_on(tmp_path: Path) -> None:
    module(tmp_path, "virtio-pci", "virtio_ring,virtio")
    module(tmp_path, "virtio_ring", "virtio")
    module(tmp_path, "virtio", "core")
    (tmp_path / "modules.builtin").write_text("kernel/core.ko\n")

    assert list(Modules(tmp_path).with_dependencies(["virtio_pci"])) == ["virtio", "virtio_ring", "virtio_pci"]


def test_module_that_the_kernel_lacks_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="no module 'nosuch'"):
        Modules(tmp_path).with_dependencies(["nosuch"])


def test_compressed_module_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.ko.xz").write_bytes(lzma.compress(b"\0depends=\0"))

    assert Modules(tmp_path).with_dependencies(["a"]) == {"a": b"\0depends=\0"}


def bzimage(payload: bytes) -> bytes:
    header = bytearray(0x400)
    header[0x1F1] = 1
    header[0x202:0x206] = b"HdrS"
    struct.pack_into("<II", header, 0x248, 16, len(payload))
    return bytes(header) + b"\0" * 16 + payload + b"after"


@pytest.mark.parametrize("pack", [lzma.compress, gzip.compress])
def test_kernel_comes_out_of_its_image(pack: Any) -> None:
    kernel = b"\x7fELF" + b"kernel" * 1000

    assert unpacked_kernel(bzimage(pack(kernel) + struct.pack("<I", len(kernel)))) == kernel


def test_zstd_is_unpacked() -> None:
    packed = subprocess.run(["zstd", "-c"], input=b"\x7fELF1", stdout=subprocess.PIPE, check=True).stdout

    assert decompressed(packed) == b"\x7fELF1"


@pytest.mark.parametrize("image", [b"", b"x" * 2000, bzimage(b"nothing"), bzimage(lzma.compress(b"no kernel"))])
def test_image_of_another_kind_is_left_alone(image: bytes) -> None:
    assert unpacked_kernel(image) is None


def test_program_brings_loader_and_libraries() -> None:
    names = [path.name for path in libraries.needed_by(Path(sys.executable))]

    assert any(name.startswith("libc.so") for name in names)
    assert any(name.startswith("ld-linux") for name in names)


def test_file_that_is_no_program_is_named(tmp_path: Path) -> None:
    (tmp_path / "script").write_text("#!/usr/bin/perl\n")

    with pytest.raises(CannotRun, match="script' cannot run in the lab"):
        libraries.check_is_program(tmp_path / "script")


def test_installed_lab_finds_its_scenes(tmp_path: Path) -> None:
    share = tmp_path / "share" / "mapproof"
    root = Path(__file__).resolve().parents[3]
    shutil.copytree(root / "reports" / "mapproof", share / "python" / "mapproof")
    shutil.copytree(root / "scripts" / "lab", share / "lab")

    listed_there = subprocess.run([sys.executable, "-m", "mapproof", "lab", "scenes"], stdout=subprocess.PIPE, text=True,
                                  env={**os.environ, "PYTHONPATH": str(share / "python")}, check=True)

    assert "three-nodes: " in listed_there.stdout and "0000:00:04.0 ivshmem-plain" in listed_there.stdout


def test_abandoned_run_is_removed_and_a_living_one_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    runs = tmp_path / "mapproof" / "lab" / "runs"
    (runs / "run-abandoned").mkdir(parents=True)

    with run_folder(keep=False) as living, run_folder(keep=False):
        assert living.is_dir()
        assert not (runs / "run-abandoned").exists()

    assert list(runs.glob("run-*")) == []


@pytest.mark.parametrize(("there", "words"), [((), "install the package qemu-system-x86"),
                                              (("qemu-system-x86_64",), "install the package busybox-static")])
def test_missing_tool_is_named_with_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: Tuple[str, ...],
                                                words: str) -> None:
    for name in there:
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CannotRun, match=words):
        Guest(load("one-node"), tmp_path, 1.0).run()
