"""The runner as any POSIX system has it, without what Linux offers beyond: it judges the same.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import subprocess
from pathlib import Path
from typing import Dict

CONFORM = Path(os.environ["MAPPROOF_BIN"]) / "mapproof-conform"
ON_POSIX = Path(os.environ["MAPPROOF_CONFORM_POSIX"])


def verdicts(program: str, record: Path, **settings: str) -> Dict[str, str]:
    """The status of each check on the model, by its name."""
    subprocess.run([program, "--backend", "model", "--deadline", "60", "--out", str(record)], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, env={**os.environ, **settings})
    events = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
    return {f"{event['row']}.{event['check']}": event["verdict"] for event in events if event["event"] == "check"}


def test_verdicts_are_the_same(tmp_path: Path) -> None:
    on_linux = verdicts(str(CONFORM), tmp_path / "linux.jsonl")
    on_posix = verdicts(str(ON_POSIX), tmp_path / "posix.jsonl")

    assert len(on_posix) > 500
    assert on_posix == on_linux


def test_program_finds_itself_by_the_path(tmp_path: Path) -> None:
    on_path = verdicts(ON_POSIX.name, tmp_path / "record.jsonl", PATH=f"{ON_POSIX.parent}:{os.environ['PATH']}")

    assert set(on_path.values()) == {"pass", "untested"}
