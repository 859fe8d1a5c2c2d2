"""Subjects that look at no argument are conformant nowhere, and what is told about them can be read.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any, Dict, List

import pytest

BIN = Path(os.environ["MAPPROOF_BIN"])
SUBJECTS = ("says-yes", "says-einval", "has-nothing")
WORDS = {"says-yes": "fail", "says-einval": "unresolved", "has-nothing": "unsupported"}


def profiles() -> List[str]:
    answer = subprocess.run([BIN / "mapproof-conform", "--list", "--json"], capture_output=True, check=True).stdout
    return sorted({profile for row in json.loads(answer)["rows"] for profile in row["profiles"]})


def conform(subject: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    plugin = BIN.parent / "degenerate" / f"{subject}.so"
    command = [str(BIN / "mapproof-conform"), "--backend", str(plugin), "--allow-write", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_subject_is_not_conformant_in_any_profile(subject: str) -> None:
    for profile in profiles():
        done = conform(subject, "--profile", profile, "--json")

        answer: Dict[str, Any] = json.loads(done.stdout)
        assert (done.returncode, answer["conformant"]) == (1, False), profile
        assert answer["counts"][WORDS[subject]] > 0, profile


@pytest.mark.parametrize("subject", SUBJECTS)
def test_report_can_be_read(subject: str, tmp_path: Path) -> None:
    done = conform(subject, "--out", str(tmp_path / "r.jsonl"))

    lines = done.stdout.splitlines()
    assert lines[-1].startswith(("conformant: no (degenerate, target '', profile qnx-7.1): ",
                                 "conformant: incomplete (degenerate, target '', profile qnx-7.1): "))
    assert max(map(len, lines)) < 1000
    assert len(lines) < 2000
    checks = [json.loads(line) for line in (tmp_path / "r.jsonl").read_bytes().splitlines()]
    assert all(check["detail"] for check in checks if check["event"] == "check" and check["verdict"] != "pass")
