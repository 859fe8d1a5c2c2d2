"""The mapping parts of what people write for QNX, by kind, as small programs: they compile unchanged against the installed
library, at every language level, and work on files that play the devices.

SPDX-License-Identifier: Apache-2.0
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import List

import pytest

BUILD = Path(os.environ["MAPPROOF_BIN"]).parent
PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.c"))
REGISTERS, MEMORY = "0x3f200000+0x1000", "0x60000000+0x60000"

C_LEVELS = ["-ansi", "-std=gnu89", "-std=c99", "-std=c11", "-std=gnu17"]
CXX_LEVELS = ["-std=c++98", "-std=c++11", "-std=gnu++17", "-std=c++20"]

SAYS = {
    "byte_order": "1 4 1 0x01020304 0x01020304 0x0102",
    "dma_buffer": "clear: yes, inside: yes",
    "dma_ring": "one run: yes, last one follows: yes, ring closes: yes",
    "fifo_strings": "4444 4444 4444",
    "fixed_place": "at 0x3f200000, beside it rr",
    "framebuffer": "200 pixels",
    "framebuffer_mmap64": "a5 5a",
    "gpio_registers": "set 0x00020000 clear 0x00000010",
    "inherited_mapping": "child: right, wrote 5",
    "mailbox_doorbell": "42 for 1",
    "peek_poke": "44 55 11223344",
    "ports_not_ours": "no such ports: ENXIO\n0xff 0xffff 0xffffffff",
    "posix_run": "no object: yes, the same: yes",
    "reset_delay": "slept, 0 left; reset is 0",
    "rom_reader": "sum 8192",
    "scatter_list": "all of it: yes, pieces: 1 to 16",
    "shared_memory": "from the child",
    "shared_registers": "99, beyond it: ENXIO",
    "timer_inside_page": "at 0x400 in its page, compares with 1000",
    "two_banks": "7 8",
    "typed_memory": "typed memory: none\n4 pages",
    "uart_handle": "busy: waits, free: sends, sent q",
}
# What names frames of ordinary memory: Linux hides them from a process without CAP_SYS_ADMIN.
NEED_FRAMES = {"dma_buffer", "dma_ring", "posix_run", "scatter_list", "typed_memory"}


def may_see_frames() -> bool:
    """Whether the capability with the number 21 is effective."""
    (effective,) = [line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("CapEff")]
    return bool(int(effective, 16) >> 21 & 1)


@pytest.fixture(scope="module")
def flags(tmp_path_factory: pytest.TempPathFactory) -> List[str]:
    """Of pkg-config, for the library as an outside user has it."""
    prefix = tmp_path_factory.mktemp("prefix")
    subprocess.run(["cmake", "--install", str(BUILD), "--prefix", str(prefix), "--component", "qnx"], check=True, capture_output=True)
    (folder,) = prefix.rglob("pkgconfig")
    done = subprocess.run(["pkg-config", "--cflags", "--libs", "mapproof_qnx"], check=True, capture_output=True, text=True,
                          env={**os.environ, "PKG_CONFIG_PATH": str(folder)})
    return [*done.stdout.split(), f"-Wl,-rpath,{folder.parent}"]


def compiled(compiler: str, *words: str) -> str:
    """What the compiler says of all programs at once."""
    if shutil.which(compiler) is None:
        pytest.fail(f"{compiler} is missing: scripts/setup --for test installs it")
    command = [compiler, "-Wall", "-Werror", "-fsyntax-only", *words, *map(str, PROGRAMS)]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False).stdout


@pytest.mark.parametrize("compiler", ["gcc", "clang", "musl-gcc"])
@pytest.mark.parametrize("level", C_LEVELS)
def test_compile_as_c(flags: List[str], compiler: str, level: str) -> None:
    assert compiled(compiler, level, *(flag for flag in flags if flag.startswith("-I"))) == ""


@pytest.mark.parametrize("compiler", ["g++", "clang++"])
@pytest.mark.parametrize("level", CXX_LEVELS)
def test_compile_as_cxx(flags: List[str], compiler: str, level: str) -> None:
    assert compiled(compiler, level, *(flag for flag in flags if flag.startswith("-I")), "-x", "c++") == ""


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_run(flags: List[str], tmp_path: Path, program: Path) -> None:
    made = tmp_path / program.stem
    subprocess.run(["gcc", "-std=c89", str(program), "-o", str(made), *flags], check=True)
    (tmp_path / "registers").write_bytes(bytes(0x1000))
    (tmp_path / "memory").write_bytes(bytes(0x40000) + b"\1" * 0x20000)
    target = f"file:{tmp_path}/registers@{REGISTERS}:shadow,file:{tmp_path}/memory@{MEMORY}:shadow"
    done = subprocess.run([str(made)], env={**os.environ, "MAPPROOF_QNX_TARGET": target}, capture_output=True, text=True, check=False)

    if program.stem in NEED_FRAMES and not may_see_frames():
        assert done.returncode == 1 and "Operation not permitted" in done.stderr, done
    else:
        assert (done.stdout, done.stderr, done.returncode) == (SAYS[program.stem] + "\n", "", 0)


def test_each_program_is_run() -> None:
    assert {program.stem for program in PROGRAMS} == set(SAYS) and len(SAYS) >= 20


def test_library_exports_its_calls_and_nothing_else() -> None:
    library = BUILD / "backends" / "linux" / "qnx_on_linux" / "libmapproof_qnx.so"
    done = subprocess.run(["nm", "-D", "--defined-only", "--format=posix", str(library)], check=True, capture_output=True, text=True)
    exported = {line.split()[0] for line in done.stdout.splitlines()}
    header = (Path(__file__).parent.parent / "include" / "mapproof_qnx.h").read_text()

    assert {"mmap_device_memory", "mem_offset64", "shm_ctl", "mphys", "delay", "ThreadCtl"} <= exported
    assert [name for name in exported if f" {name}(" not in header and f"* {name}(" not in header] == []
