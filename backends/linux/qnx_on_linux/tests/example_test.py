"""The QNX-style example on a file that plays the mailbox, and its refusals.

SPDX-License-Identifier: Apache-2.0
"""

import os
import subprocess
from pathlib import Path

import pytest

MAILBOX = str(Path(os.environ["MAPPROOF_BIN"]) / "mailbox")
PHYSICAL = 0x107C013880


def run(target: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Runs the example on a target."""
    env = {**os.environ, "MAPPROOF_QNX_TARGET": target}
    return subprocess.run([MAILBOX, *arguments], env=env, capture_output=True, text=True, check=False)


def window(folder: Path) -> Path:
    """One page, with a status word that only the device could have written."""
    path = folder / "mailbox"
    content = bytearray(4096)
    content[0x880 + 24 : 0x880 + 28] = (0x40000000).to_bytes(4, "little")
    path.write_bytes(content)
    return path


def test_message_reaches_the_device(tmp_path: Path) -> None:
    path = window(tmp_path)

    done = run(f"file:{path}@{PHYSICAL:#x}+0x40")

    assert done.stderr == ""
    assert done.stdout == "status 0x40000000, sent 0xc0ffee08\nat 0x107c013880, 64 bytes\n"
    assert path.read_bytes()[0x8A0:0x8A4] == (0xC0FFEE08).to_bytes(4, "little")


def test_address_outside_of_the_named_window_is_nobodys(tmp_path: Path) -> None:
    done = run(f"file:{window(tmp_path)}@{PHYSICAL:#x}+0x40", hex(PHYSICAL + 0x40))

    assert done.returncode == 1
    assert done.stderr == "mmap_device_memory: No such device or address\n"


def test_reason_of_a_refusal_is_printed_where_the_user_asks_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAPPROOF_QNX_VERBOSE", "1")

    done = run(f"file:{window(tmp_path)}@{PHYSICAL:#x}+0x40", hex(PHYSICAL + 0x40))

    assert done.stderr.startswith("libmapproof_qnx: physical 0x107c0138c0+0x40 is in no device memory")
