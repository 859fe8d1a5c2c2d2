"""A subject that is a DDI framework or a driver and nothing else can be conformant, and the profiles keep the two worlds apart.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
from pathlib import Path
from typing import Tuple

import pytest
from mapproof.result.reader import read
from mapproof.result.results import Result
from programs import mapproof

VARIANTS = Path(os.environ["MAPPROOF_BIN"]).resolve().parent / "variants"


def _run(backend: str, profile: str, folder: Path) -> Tuple[bool, Result]:
    out = folder / "r.jsonl"
    done = mapproof("conform", "--backend", VARIANTS / backend, "--profile", profile, "--deadline", "60", "--out", out, "--json")
    return bool(json.loads(done.stdout)["conformant"]), read(str(out))


@pytest.mark.parametrize("backend", ["only_ddi_calls.so", "only_a_ddi_framework.so", "only_a_ddi_driver.so"])
@pytest.mark.parametrize("profile", ["svr5-ddi7", "svr5-ddi8"])
def test_a_subject_of_ddi_calls_only_is_conformant(backend: str, profile: str, tmp_path: Path) -> None:
    conformant, result = _run(backend, profile, tmp_path)

    assert conformant
    assert any(check.judged and check.verdict == "pass" for check in result.checks)
    assert all(check.row.startswith("DDI_") for check in result.checks if check.judged)


def test_ddi_calls_prove_nothing_about_qnx(tmp_path: Path) -> None:
    conformant, result = _run("only_ddi_calls.so", "qnx-7.1", tmp_path)

    assert not conformant and result.end.verdict == "incomplete"
    assert not any(check.judged for check in result.checks if check.row.startswith("DDI_"))
