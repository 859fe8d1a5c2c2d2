"""new-backend writes what builds with CMake, runs, is certified as what it is, and is verified; in C and in C++.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import subprocess
from pathlib import Path

import pytest
from programs import REPORTS, assert_one_sentence, environment, mapproof

# What an installed mapproof has for find_package(); install.outside_consumer asks the real one.
PACKAGE = f"""add_library(mapproof::api INTERFACE IMPORTED)
target_include_directories(mapproof::api INTERFACE {REPORTS.parent / "backends" / "api"})
"""
MOST_LINES = 150


@pytest.mark.parametrize("language, source", [("c", "ours.c"), ("c++", "ours.cpp")])
def test_new_backend_goes_all_the_way_to_a_verified_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, source: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mapproof-config.cmake").write_text(PACKAGE)

    assert mapproof("new-backend", "ours", "--language", language).returncode == 0

    folder = tmp_path / "ours"
    assert {path.name for path in folder.iterdir()} == {source, "CMakeLists.txt", "README.md", "ci.sh", ".gitlab-ci.yml"}
    assert all("$name" not in path.read_text() and "$source" not in path.read_text() for path in folder.iterdir())
    assert len((folder / source).read_text().splitlines()) <= MOST_LINES
    # ci.sh as a job runs it, with the command of this tree.
    command = tmp_path / "bin" / "mapproof"
    command.parent.mkdir()
    command.write_text('#!/bin/sh\n[ "$1" = certify ] && set -- "$@" --time 0.5\nexec /usr/bin/python3 -m mapproof "$@"\n')
    command.chmod(0o755)
    env = {**environment(), "PATH": f"{command.parent}:{os.environ['PATH']}", "mapproof_DIR": str(tmp_path)}
    done = subprocess.run(["./ci.sh"], cwd=folder, env=env, capture_output=True, text=True, check=False)

    said = json.loads((folder / "certificate" / "certificate.json").read_text())
    # A tree that is being worked on certifies nothing, and that is all that may be wrong.
    clean = not said["commit"].endswith("-dirty") and said["commit"] != "unknown"
    assert done.returncode == (1 if clean else 2), done.stdout + done.stderr
    assert ("\nincomplete (ours 0" if clean else "which is no commit that anybody else has") in done.stdout
    assert said["verdict"] == "incomplete" and said["counts"]["fail"] == said["counts"]["crashed"] == 0
    assert said["counts"]["unsupported"] > 100 and len(said["backend"]["sha256"]) == 64
    assert "ours describes no window yet" in (folder / "certificate" / "conform.jsonl").read_text()


def test_new_backend_is_not_written_over_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ours").mkdir()

    assert_one_sentence(mapproof("new-backend", "ours"), "cannot be made")
    assert list((tmp_path / "ours").iterdir()) == []
