"""The map rows against the real kernel, on files that play device memory: as root, and as a user without any privilege.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Dict, Iterator, List, Set

import pytest

CONFORM = Path(os.environ["MAPPROOF_BIN"]) / "mapproof-conform"
IS_ROOT = os.geteuid() == 0
MAP_ROWS = ("--only", "MDM_*", "--only", "MUN_*")
NOBODY = 65534
AS_NOBODY = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--"] if IS_ROOT else []

# What no file can show: a memory type other than cached, in the kernel's list of them.
NEED_A_DEVICE = {"MDM_06", "MDM_38"}
# What no Linux process can bring about.
NEED_ANOTHER_SYSTEM = {"MDM_33", "MDM_34", "MDM_40", "MUN_13"}
# What of these is core in 7.1: a yes needs more than a file on Linux.
CORE_NEEDS_MORE = {"MDM_33", "MDM_34", "MDM_38"}
# Giving up the right to open a file takes root: these rows have other checks that need no right, or none.
NEED_ROOT = {"MDM_32", "MDM_48", "MDM_49"}


@pytest.fixture(name="folder")
def a_folder_for_everybody() -> Iterator[Path]:
    """Not pytest's own, which only its owner may enter."""
    folder = Path(tempfile.mkdtemp(prefix="mapproof-file-window-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def four_windows(folder: Path, owner: int) -> str:
    """Two files whose addresses share their low 32 bits, one that begins inside a page, and one at the very top."""
    top = (1 << _physical_bits()) - 0x100000
    high = top // 2 & ~0xFFFFFFFF
    places = {
        "low": (high + 0xD0000000, 0x100000),
        "high": (high + 0x1D0000000, 0x100000),
        "odd": (high + 0x2FEE00880, 0x1234),
        "top": (top, 0x100000),
    }
    targets = []
    for name, (base, length) in places.items():
        path = folder / name
        path.touch(mode=0o600)
        os.truncate(path, 0x100000)
        if IS_ROOT:
            os.chown(path, owner, owner)
        targets.append(f"file:{path}@{base:#x}+{length:#x}")
    return ",".join(targets)


def _physical_bits() -> int:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("address sizes"):
            return int(line.split(":")[1].split()[0])
    return 64


def _program_for_nobody(folder: Path) -> Path:
    """The program itself, or a copy if it lies in a folder that others may not enter."""
    if subprocess.run([*AS_NOBODY, "test", "-x", CONFORM], check=False).returncode == 0:
        return CONFORM
    return Path(shutil.copy(CONFORM, folder))


def _verdicts(command: List[object], result: Path) -> Dict[str, Set[str]]:
    """What the checks of each row came to, by word."""
    done = subprocess.run(
        [*map(str, command), "--json", "--out", str(result)], capture_output=True, text=True, check=False
    )
    assert done.returncode < 2, done.stderr
    answer: Dict[str, Any] = json.loads(done.stdout)
    rows: Dict[str, Set[str]] = {
        "verdict": {answer["verdict"]},
        "core open": {row["row"] for row in answer["coverage"]["core_open"]},
    }
    for line in result.read_text(encoding="utf-8").splitlines():
        event: Dict[str, Any] = json.loads(line)
        if event["event"] == "check":
            rows.setdefault(event["verdict"], set()).add(event["row"])
    return rows


def _command_of_nobody(folder: Path, *options: object) -> List[object]:
    target = four_windows(folder, NOBODY)
    if IS_ROOT:
        os.chown(folder, NOBODY, NOBODY)
    program = _program_for_nobody(folder)
    return [*AS_NOBODY, program, "--backend", "linux", "--target", target, "--allow-write", *options]


def test_nobody_tests_every_map_row_that_needs_no_right(folder: Path) -> None:
    rows = _verdicts(_command_of_nobody(folder, *MAP_ROWS), folder / "result.jsonl")
    assert rows["verdict"] == {"incomplete"}
    assert rows["untested"] == NEED_A_DEVICE | NEED_ANOTHER_SYSTEM | NEED_ROOT
    assert rows["core open"] == {"MDM_32", *CORE_NEEDS_MORE}
    assert set(rows) == {"verdict", "core open", "pass", "untested"}


def test_nobodys_whole_run_is_incomplete_for_the_offset_rows_and_nothing_fails(folder: Path) -> None:
    rows = _verdicts(_command_of_nobody(folder), folder / "result.jsonl")
    assert rows["verdict"] == {"incomplete"}
    assert {row[:3] for row in rows["unsupported"]} >= {"MOF", "MO6"}
    assert rows["core open"] >= {"MDM_32", "MOF_01", "MO64_01", *CORE_NEEDS_MORE}
    assert not rows.keys() & {"fail", "crashed", "timeout", "unresolved"}


def test_nobodys_whole_run_ends_with_the_reason_and_what_to_do(folder: Path) -> None:
    done = subprocess.run([*map(str, _command_of_nobody(folder))], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].startswith("conformant: incomplete (linux, ")
    open_rows = done.stdout[done.stdout.index("core open"):]
    assert "(unsupported): the kernel hides frame numbers from a process without CAP_SYS_ADMIN: run as root" in open_rows
    assert "what to do: name a --target that offers it, or a backend that has the call, with the right to use it." in open_rows


def test_every_sequence_of_two_calls_is_answered_as_documented(folder: Path) -> None:
    command = [CONFORM.with_name("mapproof-explore"), "--backend", "linux", "--target", four_windows(folder, os.geteuid()),
               "--allow-write", "--exhaustive", 2, "--deadline", 60, "--json"]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    answer = json.loads(done.stdout)
    assert answer["finding"] is None and done.returncode == 0
    assert answer["sequences"] == answer["exhaustive"]["all"] > 5000


if IS_ROOT:

    def test_root_tests_every_map_row_that_linux_can_provoke(folder: Path) -> None:
        command = [CONFORM, "--backend", "linux", "--target", four_windows(folder, 0), "--allow-write", *MAP_ROWS]

        rows = _verdicts(command, folder / "result.jsonl")

        assert rows["verdict"] == {"incomplete"}
        assert rows["untested"] == NEED_A_DEVICE | NEED_ANOTHER_SYSTEM
        assert rows["core open"] == CORE_NEEDS_MORE
        assert set(rows) == {"verdict", "core open", "pass", "untested"}

    def test_without_leave_to_write_the_core_is_open_and_says_so(folder: Path) -> None:
        command = [CONFORM, "--backend", "linux", "--target", four_windows(folder, 0), *MAP_ROWS, "--json"]
        done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)

        answer = json.loads(done.stdout)
        assert (done.returncode, answer["verdict"], answer["conformant"]) == (1, "incomplete", False)
        to_write = [row for row in answer["coverage"]["core_open"] if "--allow-write" in row["remedy"]]
        assert {"MDM_07", "MDM_37"} <= {row["row"] for row in to_write}
