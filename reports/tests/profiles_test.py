"""One command runs every profile; the model keeps the documents of each, and what is not judged there does not fail either.

SPDX-License-Identifier: Apache-2.0
"""

import json
from pathlib import Path

from mapproof.result.reader import read
from programs import fake, mapproof

PROFILES = ["qnx-6.5", "qnx-6.6", "qnx-7.0", "qnx-7.1", "qnx-7.1b", "qnx-8.0", "obs64", "svr5-ddi7", "svr5-ddi8"]
QUIET = {"pass", "untested", "unsupported"}


def test_every_profile_of_the_model_is_conformant_and_nothing_else_fails(tmp_path: Path) -> None:
    done = mapproof("conform", "--backend", "model", "--profile", "all", "--deadline", "60", "--out", tmp_path / "r.jsonl", "--json")

    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert [run["profile"] for run in answer["profiles"]] == PROFILES
    assert answer["verdict"] == "conformant" and all(run["verdict"] == "conformant" for run in answer["profiles"])
    assert answer["conformant"] and all(run["conformant"] for run in answer["profiles"])
    for profile in PROFILES:
        result = read(str(tmp_path / f"r.{profile}.jsonl"))
        assert [(c.row, c.check, c.verdict) for c in result.checks if c.verdict not in QUIET] == []
        coverage = result.end.coverage
        assert coverage is not None and coverage.core_open == () and coverage.core_rows_passed == coverage.core_rows > 10


def test_one_profile_that_fails_is_a_no(tmp_path: Path) -> None:
    catalogue = json.dumps({"rows": [{"accepts": {"one": [], "two": []}}]})
    fake(tmp_path, "mapproof-conform", f"case \"$*\" in *--list*) echo '{catalogue}' ;; *two*) echo \"$@\"; exit 1 ;; *) echo \"$@\" ;; esac")

    done = mapproof("conform", "--profile=all", "--out", "f.jsonl", "--only", "X_01", bin_folder=tmp_path)

    assert done.returncode == 1
    assert done.stdout.splitlines() == ["==> one", "--profile one --out f.one.jsonl --only X_01",
                                        "==> two", "--profile two --out f.two.jsonl --only X_01"]
