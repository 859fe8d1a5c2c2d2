"""How the lab comes by its kernel: with stand-ins for the package manager, so without a network.

SPDX-License-Identifier: Apache-2.0
"""

import lzma
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from mapproof.errors import CannotRun
from mapproof.lab.kernel import find_kernel

NAME = "linux-image-6.9-test"
REPORTS = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(name="tools")
def _tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that comes first on PATH, and an empty cache."""
    tools = tmp_path / "tools"
    tools.mkdir()
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tools


def tool(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text("#!/bin/sh\n" + script)
    (folder / name).chmod(0o755)


def bzimage(kernel: bytes) -> bytes:
    payload = lzma.compress(kernel)
    header = bytearray(0x400)
    header[0x1F1] = 1
    header[0x202:0x206] = b"HdrS"
    struct.pack_into("<II", header, 0x248, 0, len(payload))
    return bytes(header) + payload


def package(tmp_path: Path) -> Path:
    tree = tmp_path / "tree"
    contents = {
        "DEBIAN/control": f"Package: {NAME}\nVersion: 1\nArchitecture: all\nMaintainer: a <a@b>\nDescription: a\n".encode(),
        "boot/vmlinuz-6.9-test": bzimage(b"\x7fELFkernel"),
        "boot/config-6.9-test": b"#\nCONFIG_PVH=y\n",
        "usr/lib/modules/6.9-test/kernel/fs/9p/9p.ko": b"module",
        "usr/lib/modules/6.9-test/kernel/sound/loud.ko": b"module",
        "usr/share/doc/x": b"text",
    }
    for name, content in contents.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_bytes(content)
    subprocess.run(["dpkg-deb", "-b", str(tree), str(tmp_path / "a.deb")], check=True, stdout=subprocess.DEVNULL)
    return tmp_path / "a.deb"


def package_manager(tools: Path, tmp_path: Path, deb: Path) -> None:
    tool(tools, "apt-cache", f'[ "$2" = linux-image-virtual ] && printf "x\\n  Depends: {NAME}\\n"; exit 0')
    tool(tools, "apt-get", f"echo fetched >> {tmp_path}/log; cp {deb} .")


def test_package_is_unpacked_once(tools: Path, tmp_path: Path) -> None:
    package_manager(tools, tmp_path, package(tmp_path))

    kernel = find_kernel()

    assert kernel == find_kernel()
    assert (kernel.release, kernel.image.read_bytes()) == ("6.9-test", b"\x7fELFkernel")
    assert [path.name for path in kernel.modules.rglob("*.ko")] == ["9p.ko"]
    assert (tmp_path / "log").read_text() == "fetched\n"


def test_parallel_first_runs_fetch_once(tools: Path, tmp_path: Path) -> None:
    package_manager(tools, tmp_path, package(tmp_path))
    command = [sys.executable, "-c", "from mapproof.lab.kernel import find_kernel; print(find_kernel().release)"]
    runs = [subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(REPORTS)}, stdout=subprocess.PIPE, text=True,
                             stderr=subprocess.DEVNULL) for _ in range(4)]

    assert [run.communicate()[0] for run in runs] == ["6.9-test\n"] * 4
    assert (tmp_path / "log").read_text() == "fetched\n"


def test_without_a_network_the_cache_serves(tools: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package_manager(tools, tmp_path, package(tmp_path))
    find_kernel()
    tool(tools, "apt-cache", 'printf "  Depends: linux-image-7.0-test\\n"')
    tool(tools, "apt-get", "echo 'E: no network' >&2; exit 100")
    os.utime(tmp_path / "cache" / "mapproof" / "lab" / "kernels" / "newest", (0, 0))

    assert find_kernel().release == "6.9-test"
    assert "linux-image-7.0-test cannot be downloaded (E: no network)" in capsys.readouterr().err


@pytest.mark.parametrize(("apt_cache", "apt_get", "words"), [
    ("exit 100", "exit 0", "the package manager knows none of"),
    (f'printf "  Depends: {NAME}\\n"', "echo 'E: no network' >&2; exit 100", r"cannot be downloaded \(E: no network\)"),
    (f'printf "  Depends: {NAME}\\n"', "echo no package > a.deb", "'a.deb' cannot be unpacked"),
])
def test_no_kernel_is_one_sentence(tools: Path, tmp_path: Path, apt_cache: str, apt_get: str, words: str) -> None:
    tool(tools, "apt-cache", apt_cache)
    tool(tools, "apt-get", apt_get)

    with pytest.raises(CannotRun, match=words):
        find_kernel()
    assert sorted(path.name for path in (tmp_path / "cache" / "mapproof" / "lab" / "kernels").iterdir()) == ["lock"]
