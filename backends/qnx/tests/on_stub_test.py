"""The QNX backend's table on a system that the model plays: it judges everything but what docs/qnx.md names.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any, Dict, List

import pytest

CONFORM = Path(os.environ["MAPPROOF_BIN"]) / "mapproof-conform"
PLUGINS = Path(os.environ["MAPPROOF_PLUGINS"])
PAGE = Path(__file__).resolve().parents[3] / "docs" / "qnx.md"
TARGET = ",".join(f"phys:{window}:memory" for window in ("0xd0000000+0x4000000", "0x10d0000000+0x4000000", "0xffffffff0000+0x10000"))
DOCUMENTS = ("MDM", "MOF", "MO64")


def checks(plugin: str, record: Path, *arguments: str) -> List[Dict[str, Any]]:
    """The events of all checks."""
    subprocess.run([str(CONFORM), "--backend", str(PLUGINS / plugin), "--target", TARGET, "--allow-write", "--jobs", "4", "--deadline", "60", "--out",
                    str(record), *arguments], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    events = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
    assert events[-1]["event"] == "end"
    return [event for event in events if event["event"] == "check"]


def lacking(events: List[Dict[str, Any]]) -> List[str]:
    """The judged checks of the two documents that this table cannot answer."""
    return [f"{event['row']}.{event['check']}" for event in judged(events) if event["verdict"] != "pass"]


def judged(events: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
    """Of mmap_device_memory() and mem_offset()."""
    return [event for event in events if event["judged"] and event["row"].split("_")[0] in DOCUMENTS]


def named() -> List[str]:
    """Those that the page names."""
    return re.findall(r"^\| `([A-Z0-9]+_[0-9]+\.[A-Za-z0-9]+)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("profile", ["qnx-7.1", "qnx-8.0"])
def test_nothing_fails_and_the_page_names_what_is_lacking(profile: str, tmp_path: Path) -> None:
    events = checks("qnx-on-stub.so", tmp_path / "record.jsonl", "--profile", profile)

    assert [event for event in events if event["verdict"] not in ("pass", "untested", "unsupported")] == []
    assert len(judged(events)) > 100
    assert len(lacking(events)) <= len(judged(events)) // 10
    assert sorted(lacking(events)) == sorted(named())


def test_witness_notices_a_lookup_that_names_the_wrong_frame(tmp_path: Path) -> None:
    events = checks("qnx-on-liar.so", tmp_path / "record.jsonl", "--only=MOF_0*")

    failed = [event for event in events if event["verdict"] == "fail"]
    assert any(str(2**64 - 1) in event["detail"] for event in failed)
