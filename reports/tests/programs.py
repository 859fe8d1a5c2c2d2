"""Runs the command as a user does, with stand-ins for the C++ programs.

SPDX-License-Identifier: Apache-2.0
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Dict, Optional

REPORTS = Path(__file__).resolve().parent.parent


def patience(seconds: float) -> float:
    """So long on an idle machine; on a slower one as scripts/test has measured it. What takes longer hangs."""
    return seconds * float(os.environ.get("MAPPROOF_SLOWNESS", "1"))


def environment(bin_folder: Optional[Path] = None) -> Dict[str, str]:
    """The environment that scripts/mapproof makes."""
    env = {**os.environ, "PYTHONPATH": str(REPORTS)}
    if bin_folder is not None:
        env["MAPPROOF_BIN"] = str(bin_folder)
    return env


def mapproof(*arguments: object, bin_folder: Optional[Path] = None) -> "subprocess.CompletedProcess[str]":
    """Runs the command to its end."""
    command = [sys.executable, "-m", "mapproof", *map(str, arguments)]
    return subprocess.run(command, env=environment(bin_folder), text=True, capture_output=True, check=False)


def fake(folder: Path, name: str, script: str) -> Path:
    """A stand-in for a C++ program."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(0o755)
    return folder


def assert_one_sentence(done: "subprocess.CompletedProcess[str]", words: str) -> None:
    """Exit 2, one sentence on standard error with these words, and nothing else."""
    assert words in done.stderr
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("mapproof: ") and done.stderr.count("\n") == 1


def writes(folder: Path, name: str, code: int) -> str:
    """The script of a stand-in that writes its canned result, and a topology, to where it is told; it keeps its arguments."""
    (folder / "topology.xml").write_text("<topology/>\n")
    return (f'echo "$@" >{folder}/{name}.arguments; '
            f'for word; do case $option in --topology) cp {folder}/topology.xml "$word" || exit 2;; '
            f'--out) cp {folder}/{name}.jsonl "$word" || exit 2;; esac; option=$word; done; exit {code}\n')
