"""The selftest itself must be able to fail: survivors, misses, false alarms, gaps and lost results, each made on purpose.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Dict, Optional, Tuple

import pytest
from programs import patience

REPORTS = Path(__file__).resolve().parent.parent
BUILD = Path(os.environ.get("MAPPROOF_BIN", REPORTS.parent / "build" / "dev" / "bin")).resolve().parent
KEYS = ["rows", "tested", "report_only", "untestable", "liars", "killed", "killed_by_owner", "variants", "false_alarms",
        "fault_modes", "results_lost"]
HONEST = BUILD / "variants" / "hints_are_ignored.so"


@pytest.fixture(name="folders")
def _folders(tmp_path: Path) -> Path:
    for kind in ("liars", "variants", "faults"):
        (tmp_path / kind).mkdir()
    (tmp_path / "faults" / "ways.txt").write_text("")
    return tmp_path


def started(folders: Path, *arguments: str, bin_folder: Path = BUILD / "bin") -> "subprocess.Popen[str]":
    """A selftest over the plugins that a test has put into folders."""
    kinds = [word for kind in ("liars", "variants", "faults") for word in (f"--{kind}", str(folders / kind))]
    env = {**os.environ, "PYTHONPATH": str(REPORTS), "MAPPROOF_BIN": str(bin_folder)}
    command = [sys.executable, "-m", "mapproof", "selftest", *kinds, *arguments]
    return subprocess.Popen(command, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finished(folders: Path, *arguments: str) -> Tuple[int, str, str]:
    """Its exit code, what it printed, and what it complained about."""
    process = started(folders, *arguments)
    out, complaint = process.communicate(timeout=patience(300))
    return process.returncode, out, complaint


def selftest(folders: Path, *arguments: str) -> Tuple[int, Dict[str, Any]]:
    """Its exit code and its JSON object."""
    code, out, _ = finished(folders, "--json", *arguments)
    return code, json.loads(out)


def put(plugin: Path, folder: Path, name: Optional[str] = None) -> None:
    shutil.copy(plugin, folder / (name or plugin.name))


def test_noticed_liar_is_a_perfect_score(folders: Path) -> None:
    put(BUILD / "liars" / "mof_05_null_contig_length_crashes.so", folders / "liars")

    code, score = selftest(folders, "--only", "mof_05*")

    assert code == 0
    assert [score[key] for key in KEYS] == [1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0]


def test_liar_that_does_not_lie_survives(folders: Path) -> None:
    put(HONEST, folders / "liars", "mof_05_honest.so")

    code, score = selftest(folders, "--only", "mof_05*")

    assert code == 1
    assert score["survivors"] == ["mof_05_honest"]
    assert (score["liars"], score["killed"], score["killed_by_owner"]) == (1, 0, 0)


def test_liar_that_only_other_rows_notice_is_missed(folders: Path) -> None:
    put(BUILD / "liars" / "mof_07_unmapped_is_enomem.so", folders / "liars", "mof_05_unmapped_is_enomem.so")

    code, score = selftest(folders, "--only", "mof_05*")

    assert code == 1
    assert score["missed_by_owner"] == ["mof_05_unmapped_is_enomem"]
    assert (score["killed"], score["killed_by_owner"]) == (1, 0)
    assert any(check.startswith("MOF_07.") for check in score["trips"]["mof_05_unmapped_is_enomem"])


def test_variant_that_is_a_liar_is_a_false_alarm(folders: Path) -> None:
    put(BUILD / "liars" / "mof_05_null_contig_length_crashes.so", folders / "liars")
    put(BUILD / "liars" / "mof_05_null_contig_length_is_refused.so", folders / "variants", "mof_05_variant.so")

    code, score = selftest(folders, "--only", "mof_05*")

    assert code == 1
    assert (score["variants"], score["killed_by_owner"]) == (1, 1)
    assert {(alarm["backend"], alarm["verdict"]) for alarm in score["alarms"]} == {("mof_05_variant", "fail")}


def test_checked_row_without_a_liar_is_a_gap(folders: Path) -> None:
    code, score = selftest(folders, "--only", "mof_05*")

    assert code == 1
    assert score["rows_without_liar"] == ["MOF_05"]


def test_untestable_row_needs_no_liar(folders: Path) -> None:
    code, score = selftest(folders, "--only", "mof_10*")

    assert code == 0
    assert (score["rows"], score["untestable"]) == (1, 1)


def test_fault_that_is_answered_otherwise_is_a_lost_result(folders: Path) -> None:
    put(BUILD / "faults" / "fault.so", folders / "faults")
    (folders / "faults" / "ways.txt").write_text("ends print\n")

    code, score = selftest(folders, "--only", "print")

    assert code == 1
    assert (score["fault_modes"], score["faults_survived"]) == (1, 0)
    assert score["results_lost"] == 3


def test_fault_without_its_plugin_is_a_lost_result(folders: Path) -> None:
    (folders / "faults" / "ways.txt").write_text("ends crash\n")

    code, score = selftest(folders, "--only", "crash")

    assert code == 1
    assert score["results_lost"] == 4


@pytest.mark.parametrize("way", ["ends exit-at-once", "hangs stop-group", "returns many-children", "harms wipe-variables"])
def test_fault_costs_its_own_checks_only(folders: Path, way: str) -> None:
    put(BUILD / "faults" / "fault.so", folders / "faults")
    (folders / "faults" / "ways.txt").write_text(f"{way}\n")

    code, score = selftest(folders, "--only", way.split()[1])

    assert code == 0
    assert (score["fault_modes"], score["faults_survived"]) == (1, 1)
    assert (score["results_lost"], score["processes_left"]) == (0, 0)


def test_full_tells_whom_else_a_liar_trips(folders: Path) -> None:
    put(BUILD / "liars" / "mof_02_names_the_next_page.so", folders / "liars")

    code, score = selftest(folders, "--only", "mof_02*", "--full")

    assert code == 0
    assert any(check.startswith("MOF_03.") for check in score["trips"]["mof_02_names_the_next_page"])
    assert not any(check.startswith("MOF_02.") for check in score["trips"]["mof_02_names_the_next_page"])


def test_plain_output_ends_in_the_score(folders: Path) -> None:
    put(HONEST, folders / "liars", "mof_05_honest.so")

    _, out, _ = finished(folders, "--only", "mof_05*")

    assert "survivor: mof_05_honest: no check notices it" in out
    assert out.splitlines()[-1].startswith("selftest: 1 liars, 0 killed, 0 by their own row; ")


@pytest.mark.parametrize("name, words", [("xyz_01_lie.so", "is no row"), ("mof_05_empty.so", "is not a shared object")])
def test_plugin_that_cannot_be_judged_is_one_sentence(folders: Path, name: str, words: str) -> None:
    (folders / "liars" / name).write_text("no plugin")

    code, out, complaint = finished(folders, "--json")

    assert (code, out) == (2, "")
    assert words in complaint and complaint.count("\n") == 1


def test_missing_folder_is_one_sentence(folders: Path) -> None:
    (folders / "liars").rmdir()

    code, out, complaint = finished(folders, "--json")

    assert (code, out) == (2, "")
    assert "build the target 'liars'" in complaint and complaint.count("\n") == 1


def test_interruption_leaves_no_run_behind(folders: Path) -> None:
    """The stand-in answers the list with one row, and every run by staying: its process must go with the selftest."""
    row = {"id": "MOF_05", "state": "tested", "profiles": ["qnx-7.1"], "checks": ["Check"]}
    listing = json.dumps({"rows": [row, {**row, "id": "MOF_02"}, {**row, "id": "MO64_02"}]})
    stand_in = folders / "mapproof-conform"
    pids = folders / "pids"
    stand_in.write_text(f"#!/bin/sh\ncase $1 in --list) echo '{listing}';; *) echo $$ >>'{pids}'; exec tail -f /dev/null;; esac\n")
    stand_in.chmod(0o755)

    process = started(folders, "--only", "mof_05*", bin_folder=folders)
    wait_until(lambda: pids.exists() and pids.read_text().endswith("\n"))
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=patience(60))

    assert process.returncode == 2
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids.read_text().split()))


def wait_until(reached: Any) -> None:
    deadline = time.monotonic() + patience(30)
    while not reached():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)
