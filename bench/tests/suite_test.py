"""A whole run against a subject that refuses every map: each such row is there, and none has a number.

SPDX-License-Identifier: Apache-2.0
"""

import os
import subprocess
from pathlib import Path

from mapproof.result import reader

BENCH = Path(os.environ["MAPPROOF_BIN"]) / "mapproof-bench"
SUBJECT = Path(os.environ["BENCH_SUBJECTS"]) / "refuses_map.so"
NEEDS_A_MAP = {"map", "unmap", "map_unmap", "mmio_read", "mmio_write"}


def test_whole_run_on_a_subject_that_refuses_every_map(tmp_path: Path) -> None:
    path = tmp_path / "refused.jsonl"
    done = subprocess.run([str(BENCH), "--backend", str(SUBJECT), "--allow-write", "--time", "5", "--no-gate", "--out", str(path)],
                          text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    result = reader.read(str(path))

    measurable = [row for row in result.measurements if row.arguments.get("length") != 1 << 30]  # longer than its window
    by_refusal = {row.name: {other.refused for other in measurable if other.name == row.name} for row in measurable}
    assert NEEDS_A_MAP < set(by_refusal)
    for name in NEEDS_A_MAP - {"mmio_read", "mmio_write"}:
        assert by_refusal[name] == {"ENXIO"}
    for name in ("mmio_read", "mmio_write"):  # ENOTSUP: a width that this CPU lacks
        assert "ENXIO" in by_refusal[name] <= {"ENXIO", "ENOTSUP"}
    assert by_refusal["floor_map_unmap"] == by_refusal["offset_kept"] == {None}
