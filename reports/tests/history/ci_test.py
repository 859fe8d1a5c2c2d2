"""What CI services are given: formats that their readers take, and the files of docs/ci, the shell one run for real programs' stand-ins.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List
from xml.etree import ElementTree

import pytest
import samples
import stored
import yaml  # type: ignore[import]
from junitparser import JUnitXml  # type: ignore[import]
from mapproof.ci.outputs import MOST_LINES, Answer, Line, as_annotations, as_badge, as_junit, as_markdown
from mapproof.history.database import History
from programs import environment, mapproof

TOP = Path(__file__).resolve().parents[3]
CI = TOP / "docs" / "ci"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "history.sqlite"
    stored.keep(History(str(path)), [stored.run(commit, slower={1: 1.25} if commit >= 30 else {}) for commit in range(36)])
    return path


def test_check_writes_what_was_asked_for(tmp_path: Path, place: Path) -> None:
    names = {name: tmp_path / name for name in ("junit.xml", "comment.md", "badge.json")}
    done = mapproof("history", "check", "--db", place, "--junit", names["junit.xml"], "--markdown", names["comment.md"], "--badge",
                    names["badge.json"], "--github")

    assert done.returncode == 1
    (suite,) = JUnitXml.fromfile(str(names["junit.xml"]))
    assert (suite.tests, suite.failures) == (7, 2)
    comment = names["comment.md"].read_text(encoding="utf-8")
    assert comment.startswith("### ❌ mapproof history check: slower (6 rows") and "| slower | +2" in comment and "since c00030" in comment
    assert json.loads(names["badge.json"].read_text()) == {"schemaVersion": 1, "label": "mapproof history check", "message": "slower", "color": "red"}
    assert done.stderr.startswith("::error title=mapproof slower::map, 8\u00a0KiB") and done.stderr.count("\n") == 2


def test_compare_writes_the_same(tmp_path: Path) -> None:
    paths = [samples.write(tmp_path / f"{name}.jsonl", samples.conformance({"MDM_01": verdict, "MDM_02": "pass"}))
             for name, verdict in (("base", "pass"), ("new", "fail"))]
    done = mapproof("compare", *paths, "--junit", tmp_path / "j.xml", "--markdown", tmp_path / "c.md", "--github")

    assert done.returncode == 1 and done.stderr.startswith("::error title=mapproof regressed::MDM_01")
    assert len(ElementTree.parse(tmp_path / "j.xml").findall(".//failure")) == 2
    assert "| regressed |" in (tmp_path / "c.md").read_text(encoding="utf-8")


def many(verdict: str) -> Answer:
    lines = [Line(f"row {number} | <b> @all `x`\n::error::", verdict, "+5 %", "since\r\nwhenever \x1b[31m") for number in range(200)]
    return Answer("history check", 1, "slower", "slower (200 rows)", [*lines, *(Line(f"other {number}", "unclear") for number in range(100))], ["one"] * 9)


def test_comment_is_short_and_puts_what_is_confirmed_above_the_fold() -> None:
    comment = as_markdown(many("slower"))

    assert comment.count("\n") <= MOST_LINES
    above, below = comment.split("<details>")
    assert "slower" in above and "unclear" not in above and "| slower" not in below
    assert "<b>" not in comment and "@all" not in comment and "\x1b" not in comment


def test_no_name_can_be_a_command_or_break_the_xml() -> None:
    answer = many("slower")

    said = as_annotations(answer).splitlines()
    assert len(said) == 10 and all(line.startswith("::error title=") for line in said)
    assert all("::error::" not in line for line in said)
    assert len(ElementTree.fromstring(as_junit(answer).encode()).findall(".//testcase")) == 301
    assert json.loads(as_badge(answer))["message"] == "slower"


def exported(place: Path, form: str) -> str:
    done = mapproof("history", "export", "--db", place, "--format", form)
    assert done.returncode == 0
    return done.stdout


def test_exports_are_what_services_read(place: Path) -> None:
    benchmark: List[Dict[str, Any]] = json.loads(exported(place, "github-action-benchmark"))
    assert [set(one) for one in benchmark] == [{"name", "unit", "value", "extra"}] * stored.ROWS
    assert benchmark[1]["unit"] == "ns" and 1150 < benchmark[1]["value"] < 1350
    bencher: Dict[str, Any] = json.loads(exported(place, "bencher"))
    assert [one["latency"]["value"] for one in bencher.values()] == [one["value"] for one in benchmark]
    lines = exported(place, "openmetrics").splitlines()
    assert lines[-1] == "# EOF" and lines[0] == "# TYPE mapproof_operation_seconds gauge" and len(lines) == 4 + stored.ROWS
    assert float(lines[4].rsplit(" ", 1)[1]) == pytest.approx(benchmark[1]["value"] / 1e9, rel=1e-6)
    assert len(exported(place, "csv").splitlines()) == 1 + 36 * 2 * stored.ROWS
    told = json.loads(exported(place, "json"))
    assert len(told["runs"]) == 36 and len(told["series"]) == 2 * stored.ROWS


def stand_in(folder: Path) -> Path:
    """A mapproof whose bench hands out a result that was prepared; everything else is the real one."""
    path = folder / "mapproof"
    path.write_text(f'#!/bin/sh\nif [ "$1" = bench ]; then for last; do :; done; cp {shlex.quote(str(folder))}/next.jsonl "$last"; exit; fi\n'
                    f'exec {shlex.quote(sys.executable)} -m mapproof "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return path


def test_shell_file_measures_keeps_and_checks(tmp_path: Path) -> None:
    place = tmp_path / "history.sqlite"
    env = {**environment(), "MAPPROOF": str(stand_in(tmp_path)), "MAPPROOF_DB": str(place), "OUT": str(tmp_path / "out"), "SUBJECT": "own"}
    env.pop("GITHUB_ACTIONS", None)

    def commit(number: int, time: float) -> int:
        events = samples.benchmark([samples.measurement("map", [time + number % 5, time + 1.5, time + number % 3])], started=stored.moment(number))
        events[0]["environment"]["fingerprint"] = "0123456789abcdef"
        samples.write(tmp_path / "next.jsonl", events)
        return subprocess.run([CI / "check.sh", f"c{number:05}"], env=env, cwd=tmp_path, check=False, capture_output=True).returncode

    assert commit(0, 1000.0) == 0
    assert (tmp_path / "out" / "comment.md").read_text(encoding="utf-8").startswith("### ❔ mapproof history check: cannot tell")
    stored.keep(History(str(place)), [stored.run(number, rows=1) for number in range(1, 30)], subject="own", first=1)
    from mapproof.history.reading import runs_of

    with History(str(place)).reading() as connection:
        assert len(runs_of(connection)) == 30
    (tmp_path / "next.jsonl").unlink()
    assert subprocess.run([CI / "check.sh", "c1"], env=env, cwd=tmp_path, check=False, capture_output=True).returncode == 2


def test_services_run_the_shell_file_that_is_tested() -> None:
    github = yaml.safe_load((CI / "github.yml").read_text(encoding="utf-8"))
    (job,) = github["jobs"].values()
    runs = [step["run"] for step in job["steps"] if "run" in step]
    gitlab = yaml.safe_load((CI / "gitlab.yml").read_text(encoding="utf-8"))["performance"]

    assert runs[0] == 'docs/ci/check.sh "$GITHUB_SHA"' and gitlab["script"] == ['docs/ci/check.sh "$CI_COMMIT_SHA"']
    assert os.access(CI / "check.sh", os.X_OK)
    for run in [*runs, *gitlab["script"], (CI / "check.sh").read_text(encoding="utf-8")]:
        assert subprocess.run(["sh", "-n"], input=run, text=True, check=False).returncode == 0
    kept = {step["with"]["path"] for step in job["steps"] if "cache" in step.get("uses", "")} | set(gitlab["cache"]["paths"])
    assert kept == {"mapproof-history.sqlite"}
    assert all(set(step) <= {"uses", "with", "name", "env", "run", "if"} and ("uses" in step) != ("run" in step) for step in job["steps"])
